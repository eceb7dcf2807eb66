#!/bin/sh
# Install what stvcrm needs from the system and is not there: Python with venv, and the libraries of Qt.
#
#   sh packaging/system.sh [qt | window] [COMMAND…]
#
# With `qt` also what Qt needs without a screen, with `window` what a real window needs; a COMMAND must exist
# and is the name of its package, like make.
# Asks nothing. As root, or with sudo, it installs; else it prints the line to run and ends with 1.
set -eu
cd "$(dirname "$0")"

missing=""
wanted=""
for word in "$@"; do
    case "$word" in
        qt) wanted="any" ;;
        window) wanted="any window" ;;
        *) command -v "$word" >/dev/null 2>&1 || missing="$missing $word" ;;
    esac
done

python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null 2>&1; then
    missing="$missing python3 python3-venv"
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "stvcrm heeft Python 3.11 of nieuwer nodig; dit is $("$python" --version)." >&2
    echo "Wijs een nieuwere aan: make run PYTHON=/pad/naar/python3.12" >&2
    exit 1
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing="$missing python3-venv"
fi

if [ -n "$wanted" ] && [ "$(uname -s)" = Linux ]; then
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
    while read -r library package purpose; do
        case "$library" in "#" | "") continue ;; esac
        case " $wanted " in *" $purpose "*) ;; *) continue ;; esac
        case "$known" in *"$library"*) ;; *) missing="$missing $package" ;; esac
    done < libraries.txt
fi

[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Op dit systeem ontbreekt:$missing" >&2
    echo "(zo heten deze pakketten in Debian en Ubuntu). Installeer ze en probeer het opnieuw." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        as_root="sudo"
    else
        echo "Er ontbreekt iets van het systeem. Voer dit uit als beheerder en probeer het opnieuw:" >&2
        echo "  apt-get update && apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
fi
echo "Installeren van het systeem:$missing"
export DEBIAN_FRONTEND=noninteractive
apt="$as_root apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"
$apt update -qq
# shellcheck disable=SC2086  # a list of packages
$apt install -y -qq --no-install-recommends $missing >/dev/null
