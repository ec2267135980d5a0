#!/bin/bash
# A path of over 100 bytes with blanks and Vietnamese letters: longer than a socket's path may be.
. "$(dirname "$0")/kit.sh"
dir="$work/Sở Thông tin và Truyền thông/Trung tâm Công nghệ thông tin và Truyền thông/bản sao làm việc thứ nhất"
mkdir -p "$(dirname "$dir")"
[ "$(printf '%s' "$dir" | wc -c)" -gt 100 ] || fail "the path is too short to prove anything"
clone "$dir"
furnish "$dir"
start "$dir"
look "$dir"
stop "$dir"
