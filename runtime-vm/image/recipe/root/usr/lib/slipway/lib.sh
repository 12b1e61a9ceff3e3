# Shared by the guest's scripts.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022

SLIPWAY=/usr/lib/slipway
STATE=/run/slipway
CONFIG=$STATE/config
DATA=/var/lib/slipway/data
DOCKER_SOCKET=/run/docker.sock

. "$SLIPWAY/agreement"
. "$SLIPWAY/phase.sh"

# To the kernel's log, which is the boot log.
note() {
  echo "<5>slipway: $*" > /dev/kmsg
}

# Prints a JSON string.
json() {
  case $1 in
    *[!\ -~]* | *[\"\\]*) printf '"%s"' "$(printf '%s\n' "$1" | awk -f "$SLIPWAY/json.awk")" ;;
    *) printf '"%s"' "$1" ;;
  esac
}

# fault <what> <detail>: told once, and again in every hello.
fault() {
  note "fault $1: $2"
  fault_fields="\"what\":\"$1\",\"detail\":$(json "$(printf '%s' "$2" | tail -c 1500)")"
  echo "{$fault_fields}" >> "$STATE/faults"
  echo "{\"event\":\"fault\",$fault_fields}" 1<> "$STATE/events"
}

# fault_over <what>: it is mended.
fault_over() {
  [ -e "$STATE/faults" ] || return 0
  grep -v "^{\"what\":\"$1\"" "$STATE/faults" > "$STATE/faults.new"
  mv "$STATE/faults.new" "$STATE/faults"
}

# service_log <dockerd|containerd>: what is left of it in syslogd's ring.
service_log() {
  logread 2> /dev/null | sed -n "s/^.\{16\}$1: //p"
}

# find_disk <serial>: prints its device.
find_disk() {
  for disk in /sys/block/vd*; do
    serial=
    read -r serial < "$disk/serial"
    [ "$serial" != "$1" ] || { echo "/dev/${disk##*/}"; return; }
  done 2> /dev/null
  return 1
}

# config_value <KEY>: prints it; only the characters the agreement names come through.
config_value() {
  while IFS='=' read -r key value; do
    [ "$key" != "$1" ] || case $value in
      *[!A-Za-z0-9._:/@,+-]*) ;;
      *) echo "$value"; return ;;
    esac
  done < "$CONFIG/config"
}

# percent_decode <text>: prints what encodeURIComponent made it from, and a dot, which keeps line ends at its end.
percent_decode() {
  encoded=$1
  decoded=
  while :; do
    case $encoded in
      *%[0-9A-Fa-f][0-9A-Fa-f]*) ;;
      *) break ;;
    esac
    decoded=$decoded${encoded%%\%*}
    encoded=${encoded#*%}
    rest=${encoded#??}
    decoded=$decoded\\x${encoded%"$rest"}
    encoded=$rest
  done
  printf '%b.' "$decoded$encoded"
}

# stop_process <pid file> <seconds>: TERM, then waits.
stop_process() {
  [ -s "$1" ] || return 0
  read -r stop_pid < "$1"
  kill -TERM "$stop_pid" 2> /dev/null || return 0
  stop_tries=$(($2 * 10))
  while [ "$stop_tries" -gt 0 ] && kill -0 "$stop_pid" 2> /dev/null; do
    usleep 100000
    stop_tries=$((stop_tries - 1))
  done
}
