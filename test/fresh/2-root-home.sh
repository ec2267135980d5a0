#!/bin/bash
# Root, with checkout and data below a home that nobody else may enter.
. "$(dirname "$0")/kit.sh"
[ "$(id -u)" -eq 0 ] || { echo "  not root: the other scripts cover this machine"; exit 0; }
chmod 700 "$work"
dir=$work/home/clone
mkdir -p -m 700 "$work/home"
clone "$dir"
furnish "$dir"
start "$dir"
look "$dir"
stop "$dir"
