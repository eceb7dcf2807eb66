#!/bin/sh
# The frozen program as a Debian package: `make deb`, after `make frozen`.
set -eu
cd "$(dirname "$0")/.."
version=$(.venv/bin/python -c 'import stvcrm; print(stvcrm.__version__)')
architecture=$(dpkg --print-architecture)
root=build/deb
rm -rf "$root"
install -d "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/metainfo" \
    "$root/usr/share/mime/packages" "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/doc/stvcrm"
cp -a build/frozen/stvcrm "$root/opt/stvcrm"
ln -s /opt/stvcrm/stvcrm "$root/usr/bin/stvcrm"
install -m 644 packaging/linux/stvcrm.desktop "$root/usr/share/applications/"
install -m 644 packaging/linux/org.stvcrm.stvcrm.metainfo.xml "$root/usr/share/metainfo/"
install -m 644 packaging/linux/stvcrm-mime.xml "$root/usr/share/mime/packages/stvcrm.xml"
install -m 644 packaging/linux/stvcrm.svg "$root/usr/share/icons/hicolor/scalable/apps/"
install -m 644 LICENSE "$root/usr/share/doc/stvcrm/copyright"
cat > "$root/DEBIAN/control" <<CONTROL
Package: stvcrm
Version: $version
Architecture: $architecture
Maintainer: stvcrm <stvcrm@stvcrm.example>
Installed-Size: $(du -sk "$root" | cut -f1)
Depends: libegl1, libgl1, libxkbcommon0, libdbus-1-3, libfontconfig1, fontconfig-config, libglib2.0-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libxkbcommon-x11-0
Section: office
Priority: optional
Description: explore a theme with member organisations
 Member lists, introduction visits, notes, promises and summaries in one encrypted file.
CONTROL
mkdir -p dist
dpkg-deb --root-owner-group -Zxz --build "$root" "dist/stvcrm_${version}_$architecture.deb"
