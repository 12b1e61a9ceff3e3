import path from 'node:path';
import type { ComposePlace } from '../../../contract/compose';
import { ComposeFault } from '../types';
import { normalName } from '../model/project-name';
import { freeKey } from './identities';
import type { Kept } from './kept';
import { isThere, type Models } from './models';
import { say } from '../../../../texts/say';

const NAME = /^[a-z0-9][a-z0-9_-]*$/;

const absolute = (file: string): string => {
  if (!path.isAbsolute(file)) throw new ComposeFault('bad-path', file, file);
  return path.resolve(file);
};

/** The place with its paths as they are written once and for all. Rejects with ComposeFault. */
async function checked({ name, folder, files, envFiles, profiles }: ComposePlace): Promise<ComposePlace> {
  if (name !== '' && !NAME.test(name))
    throw new ComposeFault(
      'bad-name',
      name,
      say('A project name has small letters, digits, dashes and underscores, and begins with a letter or a digit.'),
    );
  const place = {
    ...{ name, folder: absolute(folder), files: files.map(absolute), envFiles: envFiles.map(absolute) },
    profiles: [...new Set(profiles)],
  };
  for (const file of [place.folder, ...place.files, ...place.envFiles])
    if (!(await isThere(file))) throw new ComposeFault('not-found', file, say('It is not there.'));
  return place;
}

/** Keeps a project, new or changed. @returns Its key. Rejects with ComposeFault. */
export async function keepProject(
  { kept, models }: { readonly kept: Kept; readonly models: Models },
  key: string | null,
  wished: ComposePlace,
): Promise<string> {
  const place = await checked(wished);
  const { model, fault } = await models.read(place);
  if (fault !== null && fault.fault !== 'refused') throw fault;
  const name = place.name === '' ? (model?.name ?? (normalName(path.basename(place.folder)) || 'default')) : place.name;
  await kept.ready;
  const same = kept.all().find((project) => JSON.stringify(project.place) === JSON.stringify(place));
  if (key === null && same !== undefined) return same.key;
  const own = key ?? freeKey(name, new Set(kept.all().map((project) => project.key)));
  await kept.save({ key: own, name, place });
  return own;
}
