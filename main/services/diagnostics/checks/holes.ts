import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { noEngine, skipped } from './ground';

type Version = readonly [major: number, minor: number, patch: number];

/** Docker counts from 17 on; engines with smaller numbers are others'. */
const FIRST_OF_DOCKER = 17;
/** CVE-2026-41567 (moby): mended in the first of line 29 that is not below it, in none of the lines before. */
const MENDED: Version = [29, 5, 1];
const LAST_UNMENDED: Version = [28, 5, 2];

function numbersOf(version: string): Version | null {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

const isBelow = (one: Version, other: Version): boolean => {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
};

const isOpen = (version: Version): boolean =>
  version[0] < MENDED[0] ? !isBelow(LAST_UNMENDED, version) : isBelow(version, MENDED);

/** Of an engine that says to be of this version. A distribution may have mended it without another number. */
export function holesOf(version: string, t: DiagnosticsOptions['t']): Verdict {
  const numbers = numbersOf(version);
  if (numbers === null || numbers[0] < FIRST_OF_DOCKER) return skipped(t('Its version is not one of Docker’s.'));
  if (!isOpen(numbers)) return { state: 'ok', evidence: [`engine ${version}: CVE-2026-41567 -`] };
  return {
    state: 'warn',
    evidence: [`engine ${version}: CVE-2026-41567`],
    detail: t(
      'When a packed archive is copied into a container, engines of this version run the container’s own unpacking program as root (CVE-2026-41567). Slipway copies nothing packed; other programs may. Update the engine; one that a distribution maintains may be mended under the same number.',
    ),
  };
}

export const holesCheck = ({ engine, t }: DiagnosticsOptions): Check => ({
  id: 'D22',
  title: t('Known holes of the engine'),
  look: async () =>
    engine.state().status.state === 'connected' ? holesOf((await engine.facts()).version, t) : noEngine(t),
});
