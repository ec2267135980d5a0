#!/bin/bash
# Once installed, nothing needs a network: started where there is none but loopback.
. "$(dirname "$0")/kit.sh"
dir=$work/clone
clone "$dir"
furnish "$dir"
if unshare --net true 2>/dev/null && command -v ip >/dev/null; then
  # The whole look happens inside: from outside its loopback cannot be reached.
  cat >"$work/inside.sh" <<'INSIDE'
. "$1/test/fresh/kit.sh"
ip link set lo up
start "$2"
look "$2"
stop "$2"
INSIDE
  unshare --net -- bash "$work/inside.sh" "$repo" "$dir" || fail "does not start without a network"
else
  export npm_config_registry=http://127.0.0.1:9 npm_config_offline=true http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9
  start "$dir"
  look "$dir"
  stop "$dir"
fi
