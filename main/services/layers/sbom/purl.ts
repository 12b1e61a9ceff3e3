import type { ImagePackage, PackageKind } from '../../../contract/image-packages';

const TYPES: Readonly<Record<PackageKind, string>> = {
  deb: 'deb',
  apk: 'apk',
  rpm: 'rpm',
  npm: 'npm',
  pypi: 'pypi',
  golang: 'golang',
};

/** Of packages that come with a distribution: which, where the image does not say. */
const USUAL: Readonly<Partial<Record<PackageKind, string>>> = { deb: 'debian', apk: 'alpine', rpm: 'redhat' };

/** Each part by itself: the slashes of a Go module and of an npm scope are the purl's own. */
const encoded = (text: string): string => text.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');

/** A package URL as `purl-spec` has it: `pkg:deb/debian/bash@5.2?arch=amd64`. @param system `debian 12`. */
export function purlOf({ kind, name, version, architecture }: ImagePackage, system: string): string {
  const [distribution = '', release = ''] = system.split(' ');
  const usual = USUAL[kind];
  const isSystem = usual !== undefined;
  const vendor = isSystem ? `${encoded(distribution || usual)}/` : '';
  // Before the version in what rpm prints, and apart from it here.
  const epoch = kind === 'rpm' ? (/^(\d+):/.exec(version)?.[1] ?? '') : '';
  const own = kind === 'pypi' ? name.toLowerCase().replaceAll('_', '-') : name;
  const said: readonly (readonly [string, string])[] = [
    ['arch', isSystem ? architecture : ''],
    ['epoch', epoch],
    ['distro', isSystem && release !== '' ? `${distribution}-${release}` : ''],
  ];
  const qualifiers = said.filter(([, value]) => value !== '').map(([key, value]) => `${key}=${encoded(value)}`);
  const plain = epoch === '' ? version : version.slice(epoch.length + 1);
  const at = plain === '' ? '' : `@${encoded(plain)}`;
  return `pkg:${TYPES[kind]}/${vendor}${encoded(own)}${at}${qualifiers.length === 0 ? '' : `?${qualifiers.join('&')}`}`;
}
