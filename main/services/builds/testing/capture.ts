import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import tar from 'tar-stream';
import { findPrograms } from '../../process/programs';

export interface Captured {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly linkname: string | null | undefined;
}

/** The newest docker CLI on the PATH: older ones read ignore files by older rules. */
async function newestCli(): Promise<{ readonly program: string; readonly major: number }> {
  const programs = await findPrograms('docker', process.env, process.platform);
  const found = programs.map((program) => {
    const said = execFileSync(program, ['--version'], { encoding: 'utf8' });
    return { program, major: Number(/\d+/.exec(said)?.[0] ?? 0) };
  });
  const [newest] = found.sort((a, b) => b.major - a.major);
  if (newest === undefined) throw new Error('there is no docker command');
  return newest;
}

/** An engine that knows one thing: to take a build's context. */
export interface Capture {
  /** Of the CLI's version. */
  readonly major: number;
  /** What the docker CLI sends of a folder without BuildKit; null: it refuses. */
  contextOf(folder: string, ...words: string[]): Promise<readonly Captured[] | null>;
  /** ms until it has sent it, to an engine that only counts. */
  timeToSend(folder: string): Promise<number>;
  close(): Promise<void>;
}

/** Reads a tar to its end. */
function readNames(request: http.IncomingMessage): Promise<Captured[]> {
  const found: Captured[] = [];
  const reader = tar.extract();
  reader.on('entry', ({ name, type, mode, uid, linkname }, stream, next) => {
    found.push({ name, type, mode, uid, linkname });
    stream.on('end', next).resume();
  });
  return new Promise((resolve, reject) => {
    reader.once('finish', () => resolve(found)).once('error', reject);
    request.pipe(reader);
  });
}

export async function startCapture(): Promise<Capture> {
  const { program, major } = await newestCli();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-capture-'));
  const socket = path.join(dir, 'engine.sock');
  const state = { captured: null as readonly Captured[] | null, counts: false };
  const take = async (request: http.IncomingMessage): Promise<void> => {
    if (state.counts) await finished(request.resume());
    else state.captured = await readNames(request);
  };
  const server = http.createServer((request, response) => {
    response.setHeader('Api-Version', '1.41');
    response.setHeader('OSType', 'linux');
    const { url = '' } = request;
    if (!/\/build\b/.test(url)) response.end(url.endsWith('/_ping') ? 'OK' : '{}');
    else void take(request).then(() => response.end('{"stream":"taken\\n"}\n'));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const host = { DOCKER_HOST: `unix://${socket}`, DOCKER_CONFIG: dir, DOCKER_CONTEXT: '' };
  const env = { ...process.env, ...host, DOCKER_BUILDKIT: '0' };
  const build = (words: readonly string[]): Promise<void> =>
    new Promise((resolve) => {
      execFile(program, ['build', '-q', ...words], { env }, () => resolve());
    });
  return {
    major,
    async contextOf(folder, ...words) {
      Object.assign(state, { captured: null, counts: false });
      await build([...words, folder]);
      return state.captured;
    },
    async timeToSend(folder) {
      state.counts = true;
      const began = performance.now();
      await build([folder]);
      return performance.now() - began;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
