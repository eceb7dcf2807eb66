#!/bin/sh
# Open the window; without a display say so and do the same job without one.
set -eu
cd "$(dirname "$0")/.."
if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python -m stvcrm
fi
echo "Er is geen beeldscherm. stvcrm doet nu zijn werk zonder venster, van ledenlijst tot bezoekverslag;"
echo "de schermafbeeldingen en papieren komen in build/rondleiding."
exec .venv/bin/python -m stvcrm tour -o build/rondleiding
