// What a busybox can do, read from its file: it need not run on this machine.

/**
 * @param {Buffer} binary
 * @returns {string[]} Names of its applets.
 */
export function applets(binary) {
  // The table is one sorted run of NUL-terminated names that begins with `[` and `[[` and ends with an empty one.
  const begin = binary.indexOf(Buffer.from('\0[\0[[\0'));
  const end = binary.indexOf(Buffer.from('\0\0'), begin + 1);
  const names = binary
    .subarray(begin + 1, end)
    .toString('latin1')
    .split('\0');
  const plausible = begin >= 0 && names.length > 100 && names.every((name) => /^[a-z0-9[_.-]+$/.test(name));
  if (!plausible) throw new Error('the table of applets was not found in busybox');
  return names;
}
