# The data disk. What is on it is the user's: it is formatted only when it is blank all over where a filesystem, or any
# other thing, would show.

# blank_at <device> <skip> <count>, in units of 64 KiB: nothing but zeros there.
blank_at() {
  [ "$(dd if="$1" bs=64k skip="$2" count="$3" 2> /dev/null | tr -d '\000' | head -c 1 | wc -c)" -eq 0 ]
}

# Looks at the first 16 MiB (partition tables, group descriptors, the first inodes), where ext4 keeps copies of its
# superblock (4 KiB blocks, groups of 128 MiB), and the end (RAID and GPT copies).
disk_blank() {
  read -r sectors < "/sys/block/${1#/dev/}/size"
  units=$((sectors / 128))
  blank_at "$1" 0 256 || return 1
  blank_at "$1" $((units - 16)) 17 || return 1
  for group in 1 3 5 7 9 25 27 49 81 125 243 343; do
    [ $((group * 2048)) -lt "$units" ] || break
    blank_at "$1" $((group * 2048)) 1 || return 1
  done
  # 2: it knows nothing that is there.
  blkid -p "$1" > /dev/null 2>&1
  [ "$?" -eq 2 ]
}

disk_format() {
  phase disk-format
  # A blank disk is zeros: the inode tables need no writing, now or later. No blocks are kept for root: all here is root.
  /usr/sbin/mke2fs -q -F -t ext4 -m 0 -L slipway-data -E lazy_itable_init=1,lazy_journal_init=1,nodiscard,assume_storage_prezeroed=1 "$1" \
    > "$STATE/disk-report" 2>&1
}

# disk_check_mend <device>: what can be mended without losing anything is. Where the first superblock is none, mending would
# begin with an old copy of it: that is for the user to decide, and nothing is written.
disk_check_mend() {
  if [ "$(blkid -p -o value -s TYPE "$1" 2> /dev/null)" != ext4 ]; then
    e2fsck -n "$1" > "$STATE/disk-report" 2>&1
    note "no superblock: $(head -n 3 "$STATE/disk-report")"
    return 1
  fi
  e2fsck -p "$1" > "$STATE/disk-report" 2>&1
  checked=$?
  note "e2fsck -p: $checked: $(tail -n 3 "$STATE/disk-report")"
  [ "$checked" -lt 4 ]
}

# disk_mount <device>
disk_mount() {
  mkdir -p "$DATA"
  mount -t ext4 -o noatime,discard,errors=remount-ro "$1" "$DATA" 2> "$STATE/disk-report" || return 1
  resize2fs "$1" > /dev/null 2>> /dev/kmsg
  for name in docker containerd; do
    mkdir -p -m 710 "$DATA/$name" "/var/lib/$name"
    mount --bind "$DATA/$name" "/var/lib/$name" || return 1
  done
  phase disk-mounted
}

# Sets DISK; false when there is no data to work on, which is told.
disk_up() {
  DISK=$(find_disk "$DATA_DISK") || { fault engine-failed "the disk $DATA_DISK is missing"; return 1; }
  phase disk-check
  if disk_blank "$DISK"; then
    disk_format "$DISK" || { fault disk-damaged "formatting failed: $(cat "$STATE/disk-report")"; return 1; }
  elif ! disk_check_mend "$DISK"; then
    fault disk-damaged "$(cat "$STATE/disk-report")"
    return 1
  fi
  disk_mount "$DISK" || { fault disk-damaged "$(cat "$STATE/disk-report")"; return 1; }
}
