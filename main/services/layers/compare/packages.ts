import type { ImagePackage } from '../../../contract/image-packages';
import type { PackageLine } from '../../../contract/layers';

/** Versions of each package, which may be there several times. */
function versionsOf(packages: readonly ImagePackage[]): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  for (const { kind, name, version } of packages) {
    const key = `${kind} ${name}`;
    versions.set(key, (versions.get(key) ?? new Set()).add(version));
  }
  return versions;
}

const words = (versions: ReadonlySet<string> | undefined): string | null =>
  versions === undefined ? null : [...versions].sort().join(', ');

export function diffPackages(before: readonly ImagePackage[], after: readonly ImagePackage[]): PackageLine[] {
  const [one, other] = [versionsOf(before), versionsOf(after)];
  const lines = new Map<string, PackageLine>();
  for (const { kind, name } of [...before, ...after]) {
    const key = `${kind} ${name}`;
    const line = { kind, name, before: words(one.get(key)), after: words(other.get(key)) };
    if (line.before !== line.after) lines.set(key, line);
  }
  return [...lines.values()].sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}
