import { readApk } from './apk';
import type { Told } from './told';
import { readCopyright, readDpkg } from './dpkg';
import { readNpm } from './npm';
import { readSystem } from './os-release';
import { readPython } from './python';
import { readRpm } from './rpm/rpm';

/** Reads a file of an image that says what is installed. */
export interface PackageReader {
  /** Bytes of the longest that is read. */
  readonly limit: number;
  /** null: it tells nothing after all. Never throws: all of it is hostile. */
  read(content: Buffer, path: string): Told | null;
}

const MEGABYTE = 1024 * 1024;

const packages =
  (read: (text: string) => Told['packages']): PackageReader['read'] =>
  (content) => ({
    packages: read(content.toString('utf8')) ?? [],
  });

const DPKG: PackageReader = { limit: 32 * MEGABYTE, read: packages(readDpkg) };
const APK: PackageReader = { limit: 32 * MEGABYTE, read: packages(readApk) };
const SYSTEM: PackageReader = {
  limit: MEGABYTE,
  read: (content) => ({ system: readSystem(content.toString('utf8')) }),
};
const RPM: PackageReader = { limit: 96 * MEGABYTE, read: readRpm };
const NPM: PackageReader = { limit: MEGABYTE, read: packages(readNpm) };
const PYTHON: PackageReader = { limit: MEGABYTE, read: packages(readPython) };

const BY_PATH: ReadonlyMap<string, PackageReader> = new Map([
  ['var/lib/dpkg/status', DPKG],
  ['lib/apk/db/installed', APK],
  ['usr/lib/apk/db/installed', APK],
  ['etc/os-release', SYSTEM],
  ['usr/lib/os-release', SYSTEM],
]);

const RPM_PATH = /^(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(?:Packages|Packages\.db|rpmdb\.sqlite)$/;
/** Distroless images have a file for each package. */
const STATUS_D = /^var\/lib\/dpkg\/status\.d\/(?!.*\.md5sums$)[^/]+$/;
const COPYRIGHT = /^usr\/share\/doc\/([^/]+)\/copyright$/;
const NODE_MODULE = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/;
const PYTHON_METADATA = /\.(?:dist-info\/METADATA|egg-info\/PKG-INFO|egg-info)$/;

/** null: files of this path tell nothing, or are programs. */
export function readerOf(path: string): PackageReader | null {
  const known = BY_PATH.get(path);
  if (known !== undefined) return known;
  if (path.endsWith('package.json')) return NODE_MODULE.test(path) ? NPM : null;
  if (PYTHON_METADATA.test(path)) return PYTHON;
  if (path.startsWith('usr/share/doc/')) return copyrightReader(path);
  if (STATUS_D.test(path)) return DPKG;
  return RPM_PATH.test(path) ? RPM : null;
}

function copyrightReader(path: string): PackageReader | null {
  const name = COPYRIGHT.exec(path)?.[1];
  if (name === undefined) return null;
  const read = (content: Buffer): Told | null => {
    const licence = readCopyright(content.toString('utf8'));
    return licence === '' ? null : { licence: { name, licence } };
  };
  return { limit: MEGABYTE, read };
}
