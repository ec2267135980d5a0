#!/bin/bash
# A clone and npm, nothing else: the launcher brings Node and the packages, without install scripts, and the first page comes.
. "$(dirname "$0")/kit.sh"
# The oldest Node of the system: our own must not be found on PATH.
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v '/\.node/' | paste -sd:)
export PATH npm_config_ignore_scripts=true npm_config_prefer_offline=true
command -v npm >/dev/null || fail "npm is needed"
dir=$work/clone
begun=$SECONDS
clone "$dir"
limit=400 start "$dir"
echo "  clone to first line with $(node --version) on PATH: $((SECONDS - begun)) s"
look "$dir"
grep -q 'installing' "$work/talk" || fail "the launcher did not say what it does"
stop "$dir"
begun=$(date +%s%N)
start "$dir"
echo "  warm start: $((($(date +%s%N) - begun) / 1000000)) ms"
grep -q 'installing' "$work/talk" && fail "the second start installed again"
look "$dir"
[ ! -d "$dir/.git" ] || [ -z "$(cd "$dir" && git status --porcelain)" ] || fail "the start changed files of the checkout"
stop "$dir"
