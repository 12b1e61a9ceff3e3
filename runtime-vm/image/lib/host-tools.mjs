// What the build needs of this machine, looked for before anything is fetched.
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Program, the Debian package that brings it. */
const TOOLS = [
  ['apt-get', 'apt'],
  ['apt-cache', 'apt'],
  ['depmod', 'kmod'],
  ['dpkg-deb', 'dpkg'],
  ['flock', 'util-linux'],
  ['mksquashfs', 'squashfs-tools'],
  ['modprobe', 'kmod'],
  ['tar', 'tar'],
];

/** Where Debian keeps administrators' programs; a user's PATH may lack it. */
const ADMIN_FOLDERS = ['/usr/sbin', '/sbin'];

/** @param {string} program */
async function isInstalled(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      await access(join(folder, program), constants.X_OK);
      return true;
    } catch {
      // Not in this folder.
    }
  }
  return false;
}

/** Throws with the command that installs what is missing. */
export async function checkHostTools() {
  process.env.PATH = [process.env.PATH ?? '', ...ADMIN_FOLDERS].join(delimiter);
  /** @type {string[][]} */
  const missing = [];
  for (const tool of TOOLS) {
    if (!(await isInstalled(tool[0] ?? ''))) missing.push(tool);
  }
  if (missing.length === 0) return;
  const programs = missing.map(([program]) => program).join(', ');
  if (missing.some(([, pkg]) => pkg === 'apt')) {
    throw new Error(
      `The image is built from Debian packages, and ${programs} is missing: build it on Debian or in a Debian container.`,
    );
  }
  const packages = [...new Set(missing.map(([, pkg]) => pkg))].join(' ');
  throw new Error(`Building the image needs ${programs}. Install with: sudo apt-get install ${packages}`);
}
