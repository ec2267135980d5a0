#!/bin/bash
# A user without any rights, in a folder of its own.
. "$(dirname "$0")/kit.sh"
dir=$work/clone
clone "$dir"
furnish "$dir"
as=()
if [ "$(id -u)" -eq 0 ]; then
  chmod 755 "$work"
  # Folders only: files may be links to those of the checkout.
  find "$dir" -type d -exec chown 65534:65534 {} +
  as=(setpriv --reuid 65534 --regid 65534 --clear-groups env HOME="$dir")
fi
start "$dir" "${as[@]}"
look "$dir"
stop "$dir"
