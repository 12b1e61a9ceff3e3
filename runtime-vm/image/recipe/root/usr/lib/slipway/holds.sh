# Linux forgets a folder of a 9p share as soon as nobody uses it, and what it looks up then is another folder to whoever
# watches the first: it is never woken. What a program keeps open is not forgotten.

HOLDS_LIMIT=4096

# Tools fill these, and hardly anybody watches them.
HOLDS_WITHOUT='node_modules .git .hg .svn vendor target .cache'

# Starts what keeps them open, unless it runs.
holds_up() {
  [ -p "$STATE/holds" ] || mkfifo -m 600 "$STATE/holds"
  holds_pid=
  [ ! -s "$STATE/holds.pid" ] || read -r holds_pid < "$STATE/holds.pid"
  [ -z "$holds_pid" ] || ! kill -0 "$holds_pid" 2> /dev/null || return 0
  (
    ulimit -n $((HOLDS_LIMIT + 64))
    exec awk -v limit="$HOLDS_LIMIT" -f "$SLIPWAY/holds.awk" 0<> "$STATE/holds" > /dev/null 2>&1 3>&- 9>&-
  ) &
  echo "$!" > "$STATE/holds.pid"
}

# Those below, too.
# hold_below <folder>
hold_below() {
  [ -d "$1" ] || return 0
  holds_up
  set -f
  without=
  for name in $HOLDS_WITHOUT; do
    without="$without -o -name $name"
  done
  { echo "$1"; find "$1" -mindepth 1 \( ${without# -o } \) -prune -o -type d -print 2> /dev/null; } \
    | head -n "$HOLDS_LIMIT" | sed 's/^/+/' 1<> "$STATE/holds"
}

# A folder that came to be below one that is held.
# hold <folder>
hold() {
  [ ! -p "$STATE/holds" ] || echo "+$1" 1<> "$STATE/holds"
}

# With all that is held in it.
# release <folder>
release() {
  [ ! -p "$STATE/holds" ] || echo "-$1" 1<> "$STATE/holds"
}
