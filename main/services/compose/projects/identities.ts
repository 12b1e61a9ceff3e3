import type { ComposePlace } from '../../../contract/compose';
import type { KeptProject } from './kept';
import type { Member } from './members';

/** A project, before anything is said of how it is. */
export interface Identity {
  readonly key: string;
  readonly name: string;
  /** null: its containers do not say where its files are. */
  readonly place: ComposePlace | null;
  readonly kept: boolean;
  /** All of this name, one-off ones too. */
  readonly members: readonly Member[];
}

const newestFirst = (members: readonly Member[]): readonly Member[] =>
  members.toSorted((a, b) => b.created - a.created);

/** Where the newest container says that its files are. */
function placeOf(name: string, members: readonly Member[]): ComposePlace | null {
  const telling = newestFirst(members).find(({ folder }) => folder !== '');
  if (telling === undefined) return null;
  const { folder, files, envFiles } = telling;
  return { name, folder, files: [...files], envFiles: [...envFiles], profiles: [] };
}

/** A key like `name` that is not taken. */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let at = 2; ; at += 1) if (!taken.has(`${name}~${String(at)}`)) return `${name}~${String(at)}`;
}

function byProject(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const found = new Map<string, Member[]>();
  for (const member of members) {
    const known = found.get(member.project);
    if (known === undefined) found.set(member.project, [member]);
    else known.push(member);
  }
  return found;
}

/** @param nameOf What a kept one is called now. */
export function identify(
  kept: readonly KeptProject[],
  members: readonly Member[],
  nameOf: (project: KeptProject) => string,
): readonly Identity[] {
  const groups = byProject(members);
  const own = kept.map((project) => {
    const name = nameOf(project);
    return { key: project.key, name, place: project.place, kept: true, members: groups.get(name) ?? [] };
  });
  const names = new Set(own.map(({ name }) => name));
  const keys = new Set(own.map(({ key }) => key));
  const others = [...groups].filter(([name]) => !names.has(name));
  return [
    ...own,
    ...others.map(([name, group]) => {
      const key = freeKey(name, keys);
      keys.add(key);
      return { key, name, place: placeOf(name, group), kept: false, members: group };
    }),
  ];
}
