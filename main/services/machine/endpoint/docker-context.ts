import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { removeLeftovers, writeDurably } from '../../process/durable-file';
import { words } from './endpoint-error';
import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

export interface DockerContextOptions {
  /** The docker CLI's folder: `DOCKER_CONFIG` or `~/.docker`. */
  readonly configDir: string;
  /** URL of the private socket or pipe. */
  readonly host: string;
  readonly log: (line: string) => void;
}

/** `foreign`: there is a context of our name that is not ours, or was changed by the user; it is left alone. */
export type ContextState =
  | { readonly state: 'made' | 'updated' | 'unchanged' | 'removed' | 'absent' }
  /** A sentence for the user. */
  | { readonly state: 'foreign' | 'failed'; readonly message: string };

export const CONTEXT_NAME = 'slipway';

/** The docker CLI keeps unknown members of `Metadata`. */
const MARK = 'SlipwayHost';
const DESCRIPTION = 'The engine in Slipway’s virtual machine';
const FILE_LIMIT = 65_536;
/** As the docker CLI makes them. */
const FOLDER_MODE = 0o755;
const CONFIG_MODE = 0o700;
const FILE_MODE = 0o644;

/** What ours looks like, unless somebody changed it: it leads where we said it does, and has no certificates. */
const ownFile = v.object({
  Name: v.literal(CONTEXT_NAME),
  Metadata: v.object({ [MARK]: v.string() }),
  Endpoints: v.strictObject({ docker: v.object({ Host: v.string() }) }),
});

const folderOf = (configDir: string, kind: 'meta' | 'tls'): string =>
  path.join(configDir, 'contexts', kind, createHash('sha256').update(CONTEXT_NAME).digest('hex'));

/** Half of it in the docker CLI's own words and order. */
const content = (host: string): string =>
  JSON.stringify({
    Name: CONTEXT_NAME,
    Metadata: { Description: DESCRIPTION, [MARK]: host },
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
  });

type Found =
  | { readonly type: 'absent' }
  | { readonly type: 'ours'; readonly host: string }
  | { readonly type: 'foreign'; readonly why: string };

/**
 * Makes the docker context `slipway`, or leads it to `host` when it is ours. Which context the user works with stays as
 * it is. Never rejects: the engine works without it.
 */
export async function ensureDockerContext({ configDir, host, log }: DockerContextOptions): Promise<ContextState> {
  return told(log, 'made', async () => {
    const folder = folderOf(configDir, 'meta');
    const found = await find(configDir);
    if (found.type === 'foreign') return foreign(found.why);
    if (found.type === 'ours' && found.host === host) return { state: 'unchanged' };
    // It may hold passwords: made as the docker CLI would, if it is we who come first.
    await fs.mkdir(configDir, { recursive: true, mode: CONFIG_MODE });
    await fs.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    await removeLeftovers(folder);
    await writeDurably(path.join(folder, 'meta.json'), content(host), FILE_MODE);
    return { state: found.type === 'ours' ? 'updated' : 'made' };
  });
}

/** Removes the context when it is ours. `config.json` stays, also where it names it as the current one. Never rejects. */
export async function removeDockerContext({
  configDir,
  log,
}: Omit<DockerContextOptions, 'host'>): Promise<ContextState> {
  return told(log, 'removed', async () => {
    const folder = folderOf(configDir, 'meta');
    const found = await find(configDir);
    if (found.type === 'foreign') return foreign(found.why);
    if (found.type === 'absent') return { state: 'absent' };
    await fs.unlink(path.join(folder, 'meta.json'));
    await removeLeftovers(folder);
    // Only when empty: what others put there is theirs.
    await fs.rmdir(folder).catch(() => undefined);
    return { state: 'removed' };
  });
}

async function told(
  log: (line: string) => void,
  verb: string,
  work: () => Promise<ContextState>,
): Promise<ContextState> {
  try {
    const result = await work();
    if ('message' in result) log(`docker context: ${result.message}`);
    return result;
  } catch (error) {
    const values = { contextName: CONTEXT_NAME, error: words(error) };
    const message =
      verb === 'removed'
        ? say('The docker context {contextName} was not removed: {error}.', values)
        : say('The docker context {contextName} was not made: {error}.', values);
    log(`docker context: ${message}`);
    return { state: 'failed', message };
  }
}

const foreign = (why: string): ContextState => ({
  state: 'foreign',
  message: say(
    'There is a docker context {contextName} that {why}; Slipway leaves it alone. Rename or remove it to get Slipway’s own.',
    { contextName: CONTEXT_NAME, why },
  ),
});

async function find(configDir: string): Promise<Found> {
  const file = path.join(folderOf(configDir, 'meta'), 'meta.json');
  const stat = await fs.lstat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (stat === null)
    return (await hasTls(configDir)) ? { type: 'foreign', why: say('has certificates') } : { type: 'absent' };
  if (!stat.isFile() || stat.size > FILE_LIMIT) return { type: 'foreign', why: say('is not a plain file') };
  const parsed = parse(await fs.readFile(file, 'utf8'));
  if (parsed === null) return { type: 'foreign', why: say('is not Slipway’s') };
  if (parsed.Endpoints.docker.Host !== parsed.Metadata[MARK])
    return { type: 'foreign', why: say('was changed to lead elsewhere') };
  if (await hasTls(configDir)) return { type: 'foreign', why: say('was given certificates') };
  return { type: 'ours', host: parsed.Endpoints.docker.Host };
}

const hasTls = async (configDir: string): Promise<boolean> =>
  (await fs.lstat(folderOf(configDir, 'tls')).catch(() => null)) !== null;

function parse(text: string): v.InferOutput<typeof ownFile> | null {
  try {
    const { success, output } = v.safeParse(ownFile, JSON.parse(text));
    return success ? output : null;
  } catch {
    return null;
  }
}
