# Host folders, by 9p or virtiofs, at the path they have on the host. The list of them: a line each, of mount tag, mode,
# filesystem, path.

LINE_END='
'

# A share over one of these would take the guest's own programs away. The list of them is of lines.
share_path_allowed() {
  case $1/ in
    / | *//* | */../* | */./* | *"$LINE_END"*) return 1 ;;
    /bin/* | /sbin/* | /lib/* | /lib64/* | /usr/* | /etc/* | /dev/* | /proc/* | /sys/* | /run/* | /boot/*) return 1 ;;
    /var/ | /var/lib/ | /var/lib/docker/* | /var/lib/containerd/* | /var/lib/slipway/*) return 1 ;;
    /*) ;;
    *) return 1 ;;
  esac
}

# share_point <path>: the folder to mount on. Once the engine runs the system is read-only.
share_point() {
  mkdir -p "$1" 2> /dev/null && return
  for mount in / /tmp; do mount -o remount,rw "$mount"; done
  mkdir -p "$1"
  made=$?
  for mount in / /tmp; do mount -o remount,ro "$mount"; done
  return "$made"
}

# share_mount <mount tag> <ro|rw> <path>, in a subshell: prints why not.
share_mount() {
  case $1:$2 in
    *[!a-z0-9:]* | :*) echo "$1 is no share"; return 1 ;;
    *:ro | *:rw) ;;
    *) echo "$2 is no mode"; return 1 ;;
  esac
  share_path_allowed "$3" || { echo "the guest needs its own $3"; return 1; }
  exec 8> "$STATE/shares.lock"
  flock 8
  ! grep -q -x -F -e "$1 $2 9p $3" -e "$1 $2 virtiofs $3" "$STATE/shares" 2> /dev/null || return 0
  share_point "$3" || return 1
  # Links of the guest, or in a folder that is shared already, may lead elsewhere.
  share_path_allowed "$(readlink -f "$3")" || { echo "$3 leads to what the guest needs"; return 1; }
  # Which of the two a tag is shows when it is mounted.
  type=9p
  mount -t 9p -o "trans=virtio,version=9p2000.L,msize=262144,cache=mmap,nosuid,nodev,$2" "$1" "$3" 2>&1 || {
    type=virtiofs
    mount -t virtiofs -o "nosuid,nodev,$2" "$1" "$3" 2>&1 || return 1
  }
  echo "$1 $2 $type $3" >> "$STATE/shares"
}

# share_unmount <path>, in a subshell: prints why not.
share_unmount() {
  [ -e "$STATE/shares" ] || return 0
  exec 8> "$STATE/shares.lock"
  flock 8
  is_share=
  while IFS= read -r share; do
    if [ "${share#* * * }" = "$1" ]; then is_share=yes; else echo "$share"; fi
  done < "$STATE/shares" > "$STATE/shares.new"
  [ -n "$is_share" ] || return 0
  umount "$1" 2>&1 || return 1
  mv "$STATE/shares.new" "$STATE/shares"
}

# Sets `share_of` to the shared folder that holds a path, `share_type` to its filesystem; false when none does.
share_of() {
  [ -e "$STATE/shares" ] || return 1
  case $1/ in
    */../* | */./*) return 1 ;;
  esac
  while IFS= read -r share; do
    share_of=${share#* * * }
    case $1 in
      "$share_of" | "$share_of"/*)
        share_type=${share#* * }
        share_type=${share_type%% *}
        return 0
        ;;
    esac
  done < "$STATE/shares"
  return 1
}

shares_up() {
  [ -e "$CONFIG/shares" ] || return 0
  while IFS='	' read -r tag mode encoded; do
    [ -n "$tag" ] || continue
    path=$(percent_decode "$encoded")
    path=${path%.}
    why=$(share_mount "$tag" "$mode" "$path") || fault share-failed "$path: $why"
  done < "$CONFIG/shares"
}
