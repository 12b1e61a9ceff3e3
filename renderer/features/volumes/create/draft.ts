import type { VolumeSpec } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';

export interface Pair {
  readonly key: string;
  readonly value: string;
}

export const VOLUME_KINDS = ['plain', 'nfs', 'cifs', 'tmpfs', 'custom'] as const;
export type VolumeKind = (typeof VOLUME_KINDS)[number];

/** What the form holds; what belongs to another kind is kept, and not sent. */
export interface Draft {
  readonly kind: VolumeKind;
  readonly name: string;
  readonly labels: readonly Pair[];
  readonly nfs: {
    readonly server: string;
    readonly path: string;
    readonly version: string;
    readonly readOnly: boolean;
  };
  readonly cifs: {
    readonly server: string;
    readonly share: string;
    readonly user: string;
    readonly password: string;
    readonly domain: string;
    readonly version: string;
  };
  readonly tmpfs: { readonly size: string; readonly mode: string };
  readonly driver: string;
  readonly options: readonly Pair[];
}

export const EMPTY_DRAFT: Draft = {
  ...{ kind: 'plain', name: '', labels: [], driver: 'local', options: [] },
  nfs: { server: '', path: '/', version: '4', readOnly: false },
  cifs: { server: '', share: '', user: '', password: '', domain: '', version: '3.0' },
  tmpfs: { size: '100m', mode: '' },
};

const pairsOf = (pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(pairs.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]));

const listed = (parts: readonly (string | false)[]): string =>
  parts.filter((part) => part !== false && part !== '').join(',');

function optionsOf(draft: Draft): Record<string, string> {
  switch (draft.kind) {
    case 'plain':
      return {};
    case 'nfs': {
      const { server, path, version, readOnly } = draft.nfs;
      const o = listed([`addr=${server}`, readOnly ? 'ro' : 'rw', version !== '' && `nfsvers=${version}`]);
      return { type: 'nfs', o, device: `:${path}` };
    }
    case 'cifs': {
      const { server, share, user, password, domain, version } = draft.cifs;
      const o = listed([
        `addr=${server}`,
        user === '' ? 'guest' : `username=${user}`,
        user !== '' && `password=${password}`,
        domain !== '' && `domain=${domain}`,
        version !== '' && `vers=${version}`,
      ]);
      return { type: 'cifs', o, device: `//${server}/${share.replace(/^\/+/, '')}` };
    }
    case 'tmpfs': {
      const { size, mode } = draft.tmpfs;
      const o = listed([size !== '' && `size=${size}`, mode !== '' && `mode=${mode}`]);
      return { type: 'tmpfs', device: 'tmpfs', ...(o !== '' && { o }) };
    }
    case 'custom':
      return pairsOf(draft.options);
  }
}

/** What is sent. */
export const specOf = (draft: Draft): Required<VolumeSpec> => ({
  name: draft.name,
  driver: draft.kind === 'custom' ? draft.driver : 'local',
  options: optionsOf(draft),
  labels: pairsOf(draft.labels),
});

export type Field = 'server' | 'path' | 'share' | 'user' | 'password' | 'domain' | 'size' | 'mode' | 'driver';

/** A comma would end the option, and begin another. */
const COMMA = t('No comma can stand here.');
const NEEDED = t('This is needed.');
const plain = (text: string): string | null => (text.includes(',') ? COMMA : null);
const host = (text: string): string | null =>
  text === '' ? NEEDED : /^[\w.:[\]-]+$/.test(text) ? null : t('A host name or an address.');

/** What is wrong with a field of the present kind, told before the engine is asked; empty while it is untouched is for the button. */
export function problemsOf({ kind, nfs, cifs, tmpfs, driver }: Draft): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string | null>> =
    kind === 'nfs'
      ? { server: host(nfs.server), path: nfs.path.startsWith('/') ? null : t('The path begins with "/".') }
      : kind === 'cifs'
        ? {
            server: host(cifs.server),
            share: cifs.share === '' ? NEEDED : null,
            ...{ user: plain(cifs.user), password: plain(cifs.password), domain: plain(cifs.domain) },
          }
        : kind === 'tmpfs'
          ? {
              size: /^(\d+[kmg%]?)?$/i.test(tmpfs.size) ? null : t('A number with k, m, g or %.'),
              mode: /^([0-7]{3,4})?$/.test(tmpfs.mode) ? null : t('Three or four octal digits.'),
            }
          : kind === 'custom'
            ? { driver: driver === '' ? NEEDED : null }
            : {};
  const told: Partial<Record<Field, string>> = {};
  for (const [field, words] of Object.entries(found)) if (typeof words === 'string') told[field as Field] = words;
  return told;
}
