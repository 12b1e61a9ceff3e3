import path from 'node:path/posix';
import type { TarHeader } from '../../helpers/tar/header';
import { say } from '../../../../texts/say';

/** Links of an archive are remembered, so that nothing is written through one; more than this is no volume. */
const MOST_LINKS = 500_000;

const parts = (name: string): string[] => name.split('/').filter((part) => part !== '' && part !== '.');

const leaves = (name: string): boolean => path.normalize(name).split('/')[0] === '..';

/** Says what is wrong with an entry, in words; null: nothing. */
export type TarRules = (header: TarHeader) => string | null;

/**
 * What may be unpacked into a volume: nothing that lies, or leads, outside of it. A symlink may name any absolute path, which
 * means one of the container that mounts the volume; nothing is ever written through it.
 */
export function createTarRules(): TarRules {
  const links = new Set<string>();

  const behindLink = (names: readonly string[]): string | null => {
    if (links.size === 0) return null;
    for (let count = 1; count < names.length; count += 1) {
      const parent = names.slice(0, count).join('/');
      if (links.has(parent)) return parent;
    }
    return null;
  };
  const placeProblem = (name: string): string | null => {
    if (name.startsWith('/')) return say('the path {name} is absolute', { name });
    if (name.split('/').includes('..')) return say('the path {name} leads out of the volume', { name });
    const link = behindLink(parts(name));
    return link === null ? null : say('the path {name} lies behind the link {link}', { name, link });
  };
  const linkProblem = ({ type, name, target }: TarHeader): string | null => {
    if (type === 'link') {
      const problem = placeProblem(target);
      return problem === null ? null : say('{name} is a link to something outside: {problem}', { name, problem });
    }
    if (type !== 'symlink' || target.startsWith('/')) return null;
    return leaves(path.join(path.dirname(name), target))
      ? say('the link {name} leads out of the volume, to {target}', { name, target })
      : null;
  };

  return (header) => {
    const { type, name } = header;
    if (type === 'other') return say('{name} is of an unknown kind', { name });
    const problem = placeProblem(name) ?? linkProblem(header);
    if (problem !== null) return problem;
    const key = parts(name).join('/');
    if (key === '' && type !== 'dir') return say('the volume itself is no folder in it');
    if (type === 'symlink') links.add(key);
    else links.delete(key);
    return links.size > MOST_LINKS ? say('it has more than {mostLinks} links', { mostLinks: MOST_LINKS }) : null;
  };
}
