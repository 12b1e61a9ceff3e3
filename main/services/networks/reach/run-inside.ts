import { randomBytes } from 'node:crypto';
import { containerPath } from '../../engine/container-path';
import { execPrinted } from '../../engine/exec';
import { type Printed, readFrames } from '../../engine/frames';
import { list, number, record, text } from '../../engine/loose';
import { type EngineClient, EngineError } from '../../engine/types';
import { helperLabels } from '../../helpers/labels';
import { type Answers, argumentsOf, PROBE_SCRIPT, type Question, readAnswers } from './script';

/** What the script said, and where it ran. */
export interface Ran {
  readonly answers: Answers;
  /** The image of the helper it ran in; null: it ran in the container itself. */
  readonly image: string | null;
}

const TIMEOUT_MS = 20_000;
/** Different images that are tried for a shell. */
const MOST_IMAGES = 6;
/** Known to hold a shell and tools. */
const SUITED: readonly string[] = ['netshoot', 'busybox', 'alpine', 'debian', 'ubuntu', 'python', 'node', 'fedora'];

const commandOf = (questions: readonly Question[]): readonly string[] => [
  ...['sh', '-c', PROBE_SCRIPT, 'sh'],
  ...argumentsOf(questions),
];

/** Whether it answers all that was asked, so that no other place need be tried. */
function isEnough({ tool, namer, listeners }: Answers, questions: readonly Question[]): boolean {
  return questions.every(({ kind }) => {
    if (kind === 'tcp') return tool !== 'none';
    return kind === 'dns' ? namer !== 'none' : listeners !== null;
  });
}

/**
 * Asks in a running container's network namespace: in the container itself where it has a shell and the tools, else in a
 * helper that shares the namespace, from any image that will do. null: nothing could. Rejects with EngineError when the
 * engine is out of reach.
 */
export async function askInside(
  client: EngineClient,
  id: string,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<Ran | null> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const wish = { id, command: commandOf(questions), user: '' };
  const inside = readAnswers(await quietly(execPrinted(client, wish, late)));
  if (inside !== null && isEnough(inside, questions)) return { answers: inside, image: null };
  let best: Ran | null = inside === null ? null : { answers: inside, image: null };
  for (const image of await imagesFor(client, late)) {
    if (late.aborted) break;
    const answers = readAnswers(await quietly(runHelper(client, id, image.id, commandOf(questions))));
    if (answers === null) continue;
    const ran = { answers, image: image.name };
    if (isEnough(answers, questions)) return ran;
    best ??= ran;
  }
  return best;
}

/** What cannot be run here says nothing; only an engine out of reach is an error. */
async function quietly(printed: Promise<Printed>): Promise<string> {
  try {
    return (await printed).stdout;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'unreachable') throw error;
    return '';
  }
}

interface LocalImage {
  readonly id: string;
  readonly name: string;
}

/** The last part of a repository's name. */
const baseName = (image: string): string => /([^/:@]+)(?::[^/]*)?$/.exec(image)?.[1] ?? image;

async function imagesFor(client: EngineClient, signal: AbortSignal): Promise<readonly LocalImage[]> {
  const images = list(await client.json({ method: 'GET', path: '/images/json', signal })).map(record);
  const rank = (name: string): number => {
    const at = SUITED.indexOf(baseName(name));
    return at < 0 ? SUITED.length : at;
  };
  return images
    .map((image) => {
      const name = text(list(image.RepoTags).find((tag) => !text(tag).includes('<none>')));
      return { id: text(image.Id), name: name || text(image.Id), size: number(image.Size) ?? 0 };
    })
    .filter(({ id }) => id !== '')
    .sort((a, b) => rank(a.name) - rank(b.name) || a.size - b.size)
    .slice(0, MOST_IMAGES);
}

async function runHelper(
  client: EngineClient,
  beside: string,
  image: string,
  command: readonly string[],
): Promise<Printed> {
  const [entrypoint = '', ...rest] = command;
  const body = {
    ...{ Image: image, Entrypoint: [entrypoint], Cmd: rest, Labels: await helperLabels('probe') },
    HostConfig: { NetworkMode: `container:${beside}`, LogConfig: { Type: 'json-file' }, CapDrop: ['ALL'] },
  };
  const query = { name: `slipway-probe-${randomBytes(6).toString('hex')}` };
  const made = await client.json({ method: 'POST', path: '/containers/create', query, body });
  const path = containerPath(text(record(made).Id));
  try {
    await client.json({ method: 'POST', path: `${path}/start` });
    await client.json({ method: 'POST', path: `${path}/wait`, timeoutMs: TIMEOUT_MS });
    return await readFrames(
      await client.stream({ method: 'GET', path: `${path}/logs`, query: { stdout: 1, stderr: 0, follow: 0 } }),
    );
  } finally {
    await client.json({ method: 'DELETE', path, query: { force: true, v: true } }).catch(() => undefined);
  }
}
