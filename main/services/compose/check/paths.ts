import fs from 'node:fs/promises';
import path from 'node:path';
import { absolute, isRemote } from '../model/paths';
import type { Problems } from '../reading/problems';
import { type At, entriesOf, isTrue, itemsOf, type MapNode, type Node, nodeAt, textOf } from '../reading/tree';
import { quoted } from '../reading/words';
import { say } from '../../../../texts/say';

interface Wanted {
  readonly at: At;
  readonly path: string;
  readonly code: 'missing-file' | 'bind';
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly advice: string;
}

const DISK = 8;

function* buildPaths(service: Node): Generator<Wanted> {
  const build = nodeAt(service, 'build');
  const context = nodeAt(build, 'context');
  const folder = textOf(context);
  if (context === null || folder === null || isRemote(folder)) return;
  const common = {
    code: 'missing-file',
    severity: 'error',
    advice: say('Paths start at the folder of the project.'),
  } as const;
  yield {
    ...common,
    at: context.at,
    path: folder,
    message: say('The folder {folder} to build from is not there.', { folder: quoted(folder) }),
  };
  const said = nodeAt(build, 'dockerfile');
  const file = textOf(said) ?? (nodeAt(build, 'dockerfile_inline') === null ? 'Dockerfile' : null);
  if (file === null) return;
  const dockerfile = absolute(file, { folder, homeDir: folder });
  const message = say('There is no Dockerfile {dockerfile}.', { dockerfile: quoted(dockerfile) });
  yield { ...common, advice: '', at: said?.at ?? context.at, path: dockerfile, message };
}

function* bindPaths(service: Node): Generator<Wanted> {
  for (const mount of itemsOf(nodeAt(service, 'volumes'))) {
    const source = textOf(nodeAt(mount, 'source'));
    if (textOf(nodeAt(mount, 'type')) !== 'bind' || source === null || !path.isAbsolute(source)) continue;
    const creates = isTrue(nodeAt(mount, 'bind', 'create_host_path'));
    const advice = creates
      ? say('The engine makes an empty folder of this name, which belongs to root.')
      : say('Create it first.');
    const message = say('{source} is not there.', { source: quoted(source) });
    yield { at: mount.at, path: source, code: 'bind', severity: 'warning', message, advice };
  }
}

function* filePaths(project: MapNode): Generator<Wanted> {
  for (const section of ['configs', 'secrets'])
    for (const [name, { value }] of entriesOf(nodeAt(project, section))) {
      const file = nodeAt(value, 'file');
      const said = textOf(file);
      if (file === null || said === null) continue;
      const message = say('The file {said} of {name} is not there.', { said: quoted(said), name: quoted(name) });
      yield {
        at: file.at,
        path: said,
        code: 'missing-file',
        severity: 'error',
        message,
        advice: say('Create it first.'),
      };
    }
}

function* wantedOf(project: MapNode): Generator<Wanted> {
  for (const [, { value }] of entriesOf(nodeAt(project, 'services'))) {
    yield* buildPaths(value);
    yield* bindPaths(value);
  }
  yield* filePaths(project);
}

const isThere = (file: string): Promise<boolean> =>
  fs.stat(file).then(
    () => true,
    () => false,
  );

/** Files and folders that are named, and that there are not. `checkBinds`: whether the engine sees the folders of this computer. */
export async function checkPaths(project: MapNode, problems: Problems, checkBinds: boolean): Promise<void> {
  const wanted = [...wantedOf(project)].filter(({ code }) => code !== 'bind' || checkBinds);
  const paths = [...new Set(wanted.map(({ path: file }) => file))];
  const there = new Map<string, boolean>();
  // A few at a time: a folder on a slow network must not take all threads.
  for (let at = 0; at < paths.length; at += DISK)
    await Promise.all(paths.slice(at, at + DISK).map(async (file) => there.set(file, await isThere(file))));
  for (const each of wanted)
    if (there.get(each.path) === false) {
      // A folder that is not there has no Dockerfile either: that says nothing more.
      const { at, code, message, advice, severity } = each;
      if (there.get(path.dirname(each.path)) === false && message.startsWith('There is no Dockerfile')) continue;
      problems[severity](at, code, message, advice);
    }
}
