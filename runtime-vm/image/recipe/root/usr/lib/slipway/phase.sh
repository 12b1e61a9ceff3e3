# Milliseconds since the kernel's start; sets `uptime_ms`.
read_uptime() {
  read -r uptime_ms _ < /proc/uptime
  uptime_ms=${uptime_ms%.*}${uptime_ms#*.}0
  while :; do
    case $uptime_ms in
      0?*) uptime_ms=${uptime_ms#0} ;;
      *) break ;;
    esac
  done
}

# Notes a phase of the boot, for the agent's hello and, where the agent runs already, as an event.
phase() {
  read_uptime
  echo "$1 $uptime_ms" >> /run/slipway/phases
  echo "slipway: $1 at $uptime_ms ms" > /dev/console
  if [ -p /run/slipway/events ]; then
    # Opened both ways: never waits for a reader.
    echo "{\"event\":\"phase\",\"phase\":\"$1\",\"uptimeMs\":$uptime_ms}" 1<> /run/slipway/events
  fi
}
