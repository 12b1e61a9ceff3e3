import type { ContainerSpec, SpecMount } from '../../../contract/spec';
import { csvFields, pair } from '../csv';
import { isPath } from '../inspected-mounts';
import { MOUNT_KEYS } from '../mounts';
import { each, error, repeated, when } from './report';
import { say } from '../../../../texts/say';

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:[\\/]|^\\\\/.test(path);
/** Of `-v` with a colon in it, which would be read as another part. */
const hasColon = (path: string): boolean => path.replace(/^[A-Za-z]:/, '').includes(':');
const VOLUME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const BIND_WORDS =
  /^(?:ro|rw|z|Z|nocopy|copy|r?shared|r?slave|r?private|consistent|cached|delegated|volume-nocopy|U|O|idmap|upperdir=.*|workdir=.*)$/;

/** Paths that the engine takes for the same. */
const tidy = (target: string): string => target.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');

function target(mount: SpecMount, at: string) {
  return [
    ...when(mount.target === '', error(`${at}.target`, say('Say where in the container.'))),
    ...when(
      mount.target !== '' && !isAbsolute(mount.target),
      error(`${at}.target`, say('The path in the container begins with “/”.')),
    ),
    ...when(
      tidy(mount.target) === '/',
      error(`${at}.target`, say('Nothing can be mounted over the container’s root.')),
    ),
    ...when(
      mount.flag !== 'mount' && hasColon(mount.target),
      error(`${at}.target`, say('A path with a colon can only be mounted by --mount.')),
    ),
  ];
}

function source({ type, flag, source: from }: SpecMount, at: string) {
  if (type === 'bind')
    return [
      ...when(from === '', error(`${at}.source`, say('Say which folder or file of the host.'))),
      ...when(
        from !== '' && !isAbsolute(from),
        error(`${at}.source`, say('Give the whole path on the host, from “/” on.')),
      ),
    ];
  if (type === 'tmpfs') return when(from !== '', error(`${at}.source`, say('A tmpfs has no source.')));
  if (type !== 'volume') return when(from === '', error(`${at}.source`, say('Say what is mounted.')));
  return [
    ...when(
      from !== '' && !VOLUME.test(from) && !isPath(from),
      error(`${at}.source`, say('A volume’s name has at least two of letters, digits, “_”, “.” and “-”.')),
    ),
    ...when(
      isPath(from) && flag === 'mount',
      error(`${at}.source`, say('A path of the host is a bind mount, not a volume.')),
    ),
  ];
}

function options({ flag, options: said }: SpecMount, at: string) {
  if (said === '' || flag === 'tmpfs') return [];
  const strange =
    flag === 'mount'
      ? csvFields(said).find((field) => !MOUNT_KEYS.includes(pair(field).name))
      : said.split(',').find((word) => !BIND_WORDS.test(word));
  return when(
    strange !== undefined,
    error(`${at}.options`, say('Unknown option: {strange}', { strange: strange ?? '' })),
  );
}

const mounts = (spec: ContainerSpec) => [
  ...each(spec.mounts, (mount, index) => {
    const at = `mounts.${String(index)}`;
    return [...target(mount, at), ...source(mount, at), ...options(mount, at)];
  }),
  ...repeated(spec.mounts.map((mount) => tidy(mount.target))).map((index) =>
    error(`mounts.${String(index)}.target`, say('Something else is mounted there already.')),
  ),
];

const sharing = ({ volumesFrom }: ContainerSpec) =>
  each(volumesFrom, (word, index) =>
    when(
      !/^[^:\s]+(?::(?:ro|rw|z|Z|,)+)?$/.test(word),
      error(`volumesFrom.${String(index)}`, say('Give a container, and perhaps :ro.')),
    ),
  );

export const STORAGE_CHECKS = [mounts, sharing] as const;
