import type { RecreatePlan } from '../../contract/recreate';
import type { ContainerSpec } from '../../contract/spec';
import { list, number, record as loose, text } from '../engine/loose';
import { commandLine } from '../engine/shell-quote';
import { specChanges } from '../spec/changes';
import { updateLine } from '../spec/live-update';
import { specProblems } from '../spec/problems/problems';
import { runLine } from '../spec/run-line/print';
import type { Calls } from './calls';
import { keptName } from './labels';
import { imageIdOf, imageOf, type Reading, readContainer } from './reading';
import { verbatim } from '../../../texts/said';
import { say, sayAll } from '../../../texts/say';

type Way = RecreatePlan['way'];

/** How an edit can be made. A name alone is changed live. */
export function wayOf(before: ContainerSpec, after: ContainerSpec): Way {
  const changes = specChanges(before, after);
  if (changes.length === 0) return 'none';
  return changes.every(({ live, path }) => live || path === 'name') ? 'update' : 'recreate';
}

/** Rejects with EngineError. */
export async function planOf(calls: Calls, id: string, after: ContainerSpec): Promise<RecreatePlan> {
  const reading = await readContainer(calls, id, true);
  const { spec: before, seen } = reading;
  const way = wayOf(before, after);
  const changes = specChanges(before, after).map((change) => ({
    ...change,
    live: change.live || (change.path === 'name' && way === 'update'),
  }));
  return {
    ...{ changes, way, problems: [...specProblems(after)] },
    losses: way === 'recreate' ? await lossesOf(calls, reading, after) : [],
    cli: cliOf(calls, { way, name: seen.name, running: seen.running }, before, after),
  };
}

async function lossesOf(calls: Calls, reading: Reading, after: ContainerSpec): Promise<string[]> {
  const { seen, spec: before, imageId } = reading;
  const bytes = number(seen.raw.SizeRw);
  const losses = [
    sayAll(
      bytes === null
        ? say('What it wrote outside its volumes is not in the new container, and neither are its logs.')
        : say('What it wrote outside its volumes ({size}) is not in the new container, and neither are its logs.', {
            size: sizeWords(bytes),
          }),
      seen.autoRemove ? verbatim('') : say('The old one keeps both until you let it go.'),
    ),
  ];
  if (seen.autoRemove && seen.running)
    losses.push(
      say(
        'It is deleted as it stops (--rm). Its state is committed to an image first: going back makes it again from that, under another ID.',
      ),
    );
  if (loose(seen.raw.State).Paused === true) losses.push(say('It is paused: going back, it would run.'));
  const tagged = await imageOf(calls.client, after.image);
  if (after.image === before.image && tagged !== null && imageIdOf(tagged) !== imageId)
    losses.push(
      say('The tag {image} names another image by now: the new container runs from that one.', { image: after.image }),
    );
  const guests = await networkGuests(calls, seen.id);
  if (guests.length > 0)
    losses.push(
      say('These use its network and lose it until they are restarted or made anew: {guests}.', {
        guests: guests.join(', '),
      }),
    );
  return losses;
}

const MEGABYTE = 1e6;

const sizeWords = (bytes: number): string =>
  bytes < MEGABYTE
    ? `${String(Math.ceil(bytes / 1000))} kB`
    : `${String(Number((bytes / MEGABYTE).toPrecision(3)))} MB`;

/** Names of those that run in its network. */
async function networkGuests({ client }: Calls, id: string): Promise<readonly string[]> {
  const all = list(await client.json({ method: 'GET', path: '/containers/json', query: { all: 1 } })).map(loose);
  return all
    .filter(({ HostConfig }) => text(loose(HostConfig).NetworkMode) === `container:${id}`)
    .map(({ Names }) => text(list(Names)[0]).replace(/^\//, ''));
}

interface Doing {
  readonly way: Way;
  readonly name: string;
  readonly running: boolean;
}

function cliOf(calls: Calls, { way, name, running }: Doing, before: ContainerSpec, after: ContainerSpec): string {
  const prefix = calls.prefix();
  const line = (...words: readonly string[]): string => commandLine(prefix, words);
  const rename = after.name === before.name ? [] : [line('rename', name, after.name)];
  switch (way) {
    case 'none':
      return '';
    case 'update':
      return [...updateLines(calls, name, before, after), ...rename].join('\n');
    case 'recreate':
      return [
        ...(running ? [line('stop', name)] : []),
        line('rename', name, keptName(name, new Set())),
        runLine(after, { prefix, command: running ? 'run' : 'create' }),
      ].join('\n');
  }
}

/** None, where only the name changes. */
export function updateLines(calls: Calls, name: string, before: ContainerSpec, after: ContainerSpec): string[] {
  const live = specChanges(before, after).filter((change) => change.live);
  return live.length === 0 ? [] : [updateLine(calls.prefix(), name, before, after)];
}
