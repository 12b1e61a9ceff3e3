import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import * as v from 'valibot';
import { containerPath } from '../../engine/container-path';
import type { EngineClient } from '../../engine/types';
import { createHelper, removeHelper } from '../../helpers/requests';
import { tarHead, tarTail } from '../../helpers/tar/writer';
import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { noEngine, placeOf, skipped, toShow, wordsOf } from './ground';

const SHARES_MS = 20_000;
const TARGET = '/slipway-check';
const images = v.array(v.object({ Id: v.string(), Size: v.fallback(v.number(), 0) }));

/** The smallest on the engine: none of it is run. */
async function anyImage(client: EngineClient, signal: AbortSignal): Promise<string | null> {
  const there = v.parse(images, await client.json({ method: 'GET', path: '/images/json', signal }));
  return there.sort((a, b) => a.Size - b.Size)[0]?.Id ?? null;
}

/** The engine's archive of a file, as it is. */
async function readInside(client: EngineClient, id: string, file: string, signal: AbortSignal): Promise<string> {
  const query = { path: file };
  const answer = await client.stream({ method: 'GET', path: containerPath(id, 'archive'), query, signal });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('latin1');
}

async function writeInside(
  client: EngineClient,
  id: string,
  { name, text }: Named,
  signal: AbortSignal,
): Promise<void> {
  const content = Buffer.from(text);
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const head = tarHead({ name, size: content.length, mode: 0o644, ...owner, mtime: Date.now(), xattrs: new Map() });
  const tar = Buffer.concat([head, content, tarTail(content.length)]);
  const stream = Readable.from([tar]);
  const answer = await client.stream({
    ...{ method: 'PUT', path: containerPath(id, 'archive'), query: { path: TARGET }, signal },
    content: { stream, type: 'application/x-tar', length: tar.length },
  });
  answer.resume();
}

interface Named {
  readonly name: string;
  readonly text: string;
}

interface Found {
  readonly ok: boolean;
  readonly line: string;
}

/** A folder of this computer, seen by a container that is made for it and never started. */
async function through(
  client: EngineClient,
  folder: string,
  image: string,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const token = randomBytes(8).toString('hex');
  await fs.writeFile(path.join(folder, 'from-here'), token);
  const mounts = [{ Type: 'bind', Source: folder, Target: TARGET }];
  const id = await createHelper(client, image, { mounts });
  try {
    const seen = await readInside(client, id, `${TARGET}/from-here`, signal).catch(wordsOf);
    const there = seen.includes(token);
    await writeInside(client, id, { name: 'from-there', text: token }, signal);
    const back = await fs.readFile(path.join(folder, 'from-there'), 'utf8').catch(wordsOf);
    return [
      { ok: there, line: `${folder}/from-here, read in a container: ${there ? 'ok' : seen.slice(0, 300)}` },
      { ok: back === token, line: `${folder}/from-there, written by a container: ${back === token ? 'ok' : back}` },
    ];
  } finally {
    await removeHelper(client, id);
  }
}

async function look(options: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const { t, engine, machine, about } = options;
  const place = placeOf(options);
  if (place === null) return noEngine(t);
  if (place === 'elsewhere') return skipped(t('The engine is on another computer: it sees no folder of this one.'));
  const image = await anyImage(engine.client, signal);
  if (image === null) return skipped(t('There is no image on the engine to make a container from.'));
  // In its machine the engine sees what is shared: of the user's home, mostly.
  const share = machine().shares.find(({ readOnly }) => !readOnly);
  if (place === 'machine' && share === undefined) return skipped(t('No folder is shared for writing.'));
  const parent = place === 'machine' ? (share?.path ?? about.homeDir) : about.dataDir;
  const folder = await fs.mkdtemp(path.join(parent, '.slipway-check-'));
  try {
    const found = await through(engine.client, folder, image, signal).catch((error: unknown): readonly Found[] => [
      { ok: false, line: `${folder}: ${wordsOf(error)}` },
    ]);
    const isFine = found.every(({ ok }) => ok);
    return {
      state: isFine ? 'ok' : 'fail',
      evidence: found.map(({ line }) => line),
      detail: isFine
        ? ''
        : t('Containers do not see the folders of this computer as they are: bind mounts will not work.'),
      repair: isFine ? null : toShow(t('Show the engine'), '/engine'),
    };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

export const sharesCheck = (options: DiagnosticsOptions): Check => ({
  ...{ id: 'D11', title: options.t('Shared folders'), timeoutMs: SHARES_MS },
  look: (signal) => look(options, signal),
});
