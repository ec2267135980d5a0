#!/bin/bash
# kill -9 of the server leaves nothing running and the next start recovers; kill -9 of the database is repaired by the server itself.
. "$(dirname "$0")/kit.sh"
dir=$work/clone
clone "$dir"
furnish "$dir"
for round in 1 2 3; do
  start "$dir"
  kill -KILL "$pid"
  wait "$pid" 2>/dev/null || true
  pid=
  for _ in $(seq 100); do [ -n "$(left "$dir")" ] || break; sleep 0.1; done
  [ -z "$(left "$dir")" ] || fail "round $round: still running after kill -9: $(left "$dir")"
done
start "$dir"
look "$dir"
# The first word of the lock file is the process that holds the database.
kill -KILL "$(head -n 1 "$dir/.data/postgres/postmaster.pid")"
for _ in $(seq 150); do
  "$(node_of "$dir")" -e 'fetch(process.argv[1]).then((a) => process.exit(a.status === 200 ? 0 : 1), () => process.exit(1))' "$url/readyz" && break
  sleep 0.1
done
look "$dir"
stop "$dir"
