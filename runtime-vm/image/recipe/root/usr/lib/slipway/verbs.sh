# The agent's verbs that do something; each answers once.

FREEZE_LIMIT_S=60
# The longest log text in one answer.
LOG_LIMIT=262144

# A zero in front would make the shell reckon in eights.
is_number() {
  case $1 in
    '' | *[!0-9]* | 0?*) return 1 ;;
  esac
}

# time <epoch ms>
verb_time() {
  is_number "$1" && [ "${#1}" -le 14 ] || { refuse 'not a time'; return; }
  read_uptime
  asked_ms=$uptime_ms
  skew=$(($(/usr/bin/date +%s%3N) - $1))
  if [ "$skew" -gt 100 ] || [ "$skew" -lt -100 ]; then
    read_uptime
    now=$(($1 + uptime_ms - asked_ms))
    thousandths=00$((now % 1000))
    /usr/bin/date -s "@$((now / 1000)).${thousandths#"${thousandths%???}"}" > /dev/null || { refuse 'the clock cannot be set'; return; }
  fi
  answer ",\"skewMs\":$skew"
}

verb_figures() {
  while read -r field value _; do
    case $field in
      MemTotal:) mem_total=$value ;;
      MemAvailable:) mem_available=$value; break ;;
    esac
  done < /proc/meminfo
  read -r load1 _ < /proc/loadavg
  disk_total=0
  disk_used=0
  if [ -e "$DATA/docker" ]; then
    set -- $(stat -f -c '%S %b %f' "$DATA")
    disk_total=$(($1 * $2))
    disk_used=$(($1 * ($2 - $3)))
    watch_disk
  fi
  read_uptime
  answer ",\"memTotalKb\":$mem_total,\"memAvailableKb\":$mem_available,\"diskTotalBytes\":$disk_total,\"diskUsedBytes\":$disk_used,\"load1\":$load1,\"uptimeMs\":$uptime_ms"
}

# Told once, until it is over: less than a hundredth is free, or the filesystem found an error in itself.
watch_disk() {
  if [ $((disk_total - disk_used)) -lt $((disk_total / 100)) ]; then
    [ -e "$STATE/disk-full" ] || fault disk-full "$((disk_total - disk_used)) bytes are free"
    : > "$STATE/disk-full"
  elif [ -e "$STATE/disk-full" ]; then
    rm "$STATE/disk-full"
    fault_over disk-full
  fi
  [ ! -e "$STATE/disk-error" ] || return 0
  for errors in /sys/fs/ext4/vd*/errors_count; do
    read -r errors < "$errors"
    [ "$errors" = 0 ] || { : > "$STATE/disk-error"; fault disk-damaged "$(disk_errors)"; }
  done
}

# What a mounted filesystem noted in its superblock.
disk_errors() {
  for errors in /sys/fs/ext4/vd*; do
    for field in errors_count first_error_time first_error_func last_error_time last_error_func; do
      [ ! -e "$errors/$field" ] || echo "$field: $(cat "$errors/$field")"
    done
  done
}

verb_trim() {
  trimmed=$(fstrim -v "$DATA" 2>&1) || { refuse "$trimmed"; return; }
  trimmed=${trimmed#*trimmed }
  trimmed=${trimmed#*: }
  answer ",\"trimmedBytes\":${trimmed%% *}"
}

# Cached file contents back to the host.
verb_reclaim() {
  sync
  echo 3 > /proc/sys/vm/drop_caches
  echo 1 > /proc/sys/vm/compact_memory
  answer
}

# The welcome image is in the engine when this is answered.
verb_welcome() {
  welcome_load || { refuse 'the engine did not take the welcome image'; return; }
  answer
}

verb_grow() {
  disk=$(find_disk "$DATA_DISK")
  grown=$(resize2fs "$disk" 2>&1) || { refuse "$grown"; return; }
  set -- $(stat -f -c '%S %b' "$DATA")
  answer ",\"diskTotalBytes\":$(($1 * $2))"
}

# A host that froze the filesystem and then went away must not leave it so.
verb_freeze() {
  if [ ! -e "$STATE/frozen" ]; then
    froze=$(fsfreeze --freeze "$DATA" 2>&1) || { refuse "$froze"; return; }
    : > "$STATE/frozen"
    setsid sh -c 'sleep "$1"; rm -f "$2"; fsfreeze --unfreeze "$3"' thaw "$FREEZE_LIMIT_S" "$STATE/frozen" "$DATA" > /dev/null 2>&1 &
    echo "$!" > "$STATE/thaw.pid"
  fi
  answer
}

verb_thaw() {
  if [ -e "$STATE/frozen" ]; then
    rm "$STATE/frozen"
    read -r thaw_pid < "$STATE/thaw.pid"
    kill "$thaw_pid" 2> /dev/null
    thawed=$(fsfreeze --unfreeze "$DATA" 2>&1) || { refuse "$thawed"; return; }
  fi
  answer
}

# log boot|engine|containerd <max bytes>
verb_log() {
  is_number "$2" && [ "${#2}" -le 9 ] || { refuse 'not a size'; return; }
  limit=$2
  [ "$limit" -le "$LOG_LIMIT" ] || limit=$LOG_LIMIT
  case $1 in
    boot) text=$(dmesg | tail -c "$limit" | awk -f "$SLIPWAY/json.awk") ;;
    engine) text=$(service_log dockerd | tail -c "$limit" | awk -f "$SLIPWAY/json.awk") ;;
    containerd) text=$(service_log containerd | tail -c "$limit" | awk -f "$SLIPWAY/json.awk") ;;
    *) refuse "no log $1"; return ;;
  esac
  answer ",\"text\":\"$text\""
}

# forward add|remove tcp|udp <port> <guest address>
verb_forward() {
  case $1:$2 in
    add:tcp | add:udp | remove:tcp | remove:udp) ;;
    *) refuse 'not a forward'; return ;;
  esac
  is_number "$3" && [ "${#3}" -le 5 ] || { refuse 'not a port'; return; }
  [ "$2:$3" != "tcp:$ENGINE_PORT" ] || { refuse "the engine's own port"; return; }
  case $4 in
    '' | *[!0-9.]*) [ "$1" = remove ] || { refuse 'not an IPv4 address'; return; } ;;
  esac
  # One at a time: what was there is looked up, then replaced.
  exec 9> "$STATE/forward.lock"
  flock 9
  forwarded=$(forward_remove "$2" "$3" 2>&1; [ "$1" = remove ] || forward_add "$2" "$3" "$4" 2>&1) || { refuse "$forwarded"; return; }
  answer
}

# mount <tag> <ro|rw> <path>
verb_mount() {
  decode_arguments "$@"
  why=$(share_mount "$arg1" "$arg2" "$arg3") || { refuse "$why"; return; }
  answer
}

verb_unmount() {
  decode_arguments "$@"
  why=$(share_unmount "$arg1") || { refuse "$why"; return; }
  answer
}

verb_exists() {
  decode_arguments "$@"
  exists=false
  [ ! -e "$arg1" ] && [ ! -L "$arg1" ] || exists=true
  shared=false
  ! share_of "$arg1" || shared=true
  answer ",\"exists\":$exists,\"shared\":$shared"
}

# Setting again what a file has is a change to inotify, and none to the file. Its time would wake more watchers than its
# mode does, but 9p's client cuts times to whole seconds. For what is gone, the same with its folder.
verb_notify() {
  decode_arguments "$@"
  set --
  index=0
  while [ "$index" -lt "$arguments" ]; do
    index=$((index + 1))
    eval "changed=\$arg$index"
    share_of "$changed" || continue
    [ ! -d "$changed" ] || hold "$changed"
    if [ ! -e "$changed" ]; then
      [ "$changed" != "$share_of" ] || continue
      changed=${changed%/*}
      [ -d "$changed" ] || continue
    fi
    case $share_type in
      9p) set -- "$@" "$changed" ;;
      *) /usr/bin/touch -c -m -r "$changed" "$changed" ;;
    esac
  done 2> /dev/null
  [ "$#" -eq 0 ] || chmod a+ -- "$@" 2> /dev/null
  answer
}

# hold add|remove <folder> ...
verb_hold() {
  action=$1
  shift
  decode_arguments "$@"
  index=0
  while [ "$index" -lt "$arguments" ]; do
    index=$((index + 1))
    eval "folder=\$arg$index"
    share_of "$folder" || continue
    [ "$share_type" = 9p ] || continue
    case $action in
      add) hold_below "$folder" ;;
      remove) release "$folder" ;;
      *) refuse "unknown verb hold $action"; return ;;
    esac
  done
  answer
}

# disk check|repair
verb_disk() {
  disk=$(find_disk "$DATA_DISK") || { refuse 'there is no data disk'; return; }
  case $1 in
    check) disk_verb_check ;;
    repair) disk_verb_repair ;;
    *) refuse "unknown verb disk $1" ;;
  esac
}

disk_mounted() {
  grep -q " $DATA ext4 " /proc/mounts
}

# The end of a report: it has to fit in one event.
report_end() {
  json "$(printf '%s' "$1" | tail -c 1500)"
}

disk_verb_check() {
  if disk_mounted; then
    report=$(disk_errors)
    case $report in
      *'errors_count: 0'*) clean=true ;;
      *) clean=false ;;
    esac
  else
    clean=true
    report=$(e2fsck -n -f "$disk" 2>&1) || clean=false
  fi
  answer ",\"clean\":$clean,\"report\":$(report_end "$report")"
}

disk_verb_repair() {
  disk_mounted && { refuse 'the disk is in use: it needs no repair that a stopped machine could not wait for'; return; }
  # With the first superblock gone a run writes a new one and ends with an error; the next mends the rest.
  for try in 1 2 3; do
    report=$(e2fsck -f -y "$disk" 2>&1)
    result=$?
    [ "$result" -ge 4 ] || break
  done
  [ "$result" -lt 4 ] || { refuse "$(printf '%s' "$report" | tail -c 1500)"; return; }
  disk_mount "$disk" || { refuse "$(cat "$STATE/disk-report")"; return; }
  fault_over disk-damaged
  shares_up
  setsid "$SLIPWAY/engine" > /dev/null 2>&1 < /dev/null &
  answer ",\"report\":$(report_end "$report")"
}
