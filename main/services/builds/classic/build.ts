import { randomBytes } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type { Env } from '../../engine/env';
import { createLineReader } from '../../engine/ndjson';
import { EngineError } from '../../engine/types';
import { openContext } from '../context/context';
import { packContext } from '../context/tar';
import { BuildFault } from '../fault';
import { BuildFailed, type Drive } from '../runs/drive';
import type { BuildLogin, BuildsEngine } from '../types';
import { buildQuery, hideLogins, registryConfig } from './query';
import { createClassicReader, lineOf } from './reader';

export interface ClassicParts {
  readonly engine: BuildsEngine;
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  readonly logins: () => Promise<readonly BuildLogin[]>;
  readonly now: () => number;
}

const SENDING = 'context';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The context on its way, as the step that it is. */
async function openBody({ platform, now }: ClassicParts, { wish, text, ledger, told, signal }: Drive) {
  const startedAt = now();
  ledger.step(SENDING, { name: 'Sending the build context', state: 'running', startedAt });
  const context = await openContext({ ...wish, classic: true }, platform);
  const outside = context.dockerfile === null ? { name: `.dockerfile.${randomBytes(10).toString('hex')}`, text } : null;
  const note = (words: string): void => ledger.log(SENDING, words);
  const body = packContext(
    { context, outside, platform, note, told: (contextBytes) => told({ contextBytes }) },
    signal,
  );
  const state = { fault: null as BuildFault | null };
  const over = (error?: Error | null): void => {
    if (error instanceof BuildFault) state.fault = error;
    const change = error ? { state: 'failed' as const, error: wordsOf(error) } : { state: 'done' as const };
    ledger.step(SENDING, { ...change, durationMs: now() - startedAt });
  };
  body.once('end', () => over()).once('error', over);
  return { body, dockerfile: context.dockerfile ?? outside?.name ?? '', fault: () => state.fault };
}

async function follow(parts: ClassicParts, drive: Drive, answer: NodeJS.ReadableStream & AsyncIterable<Buffer>) {
  const reader = createClassicReader({ ...drive, now: parts.now });
  const state: { failure: unknown } = { failure: null };
  const tooLong = (): void => drive.ledger.log(null, 'A line of the answer was too long to be read.');
  const lines = createLineReader((line) => {
    try {
      if (state.failure === null) reader.push(line);
    } catch (error) {
      state.failure = error;
    }
  }, tooLong);
  answer.on('data', (chunk: Buffer) => lines.push(chunk));
  await finished(answer);
  if (state.failure !== null) throw failureOf(state.failure, []);
  reader.end();
}

/** A refusal is the end of a build; what a login holds is in no words of it. */
function failureOf(error: unknown, logins: readonly BuildLogin[]): Error {
  if (error instanceof BuildFailed) return new BuildFailed(hideLogins(logins, error.message), error.line);
  if (!(error instanceof EngineError) || error.kind !== 'refused')
    return error instanceof Error ? error : new Error(String(error));
  return new BuildFailed(hideLogins(logins, error.message), lineOf(error.message));
}

/** Builds with the engine's own builder. Rejects with BuildFailed, EngineError or BuildFault; the end of `signal` ends it. */
export async function buildClassic(parts: ClassicParts, drive: Drive): Promise<void> {
  const { engine, env } = parts;
  const { wish, signal } = drive;
  const logins = await parts.logins();
  const login = registryConfig(logins);
  const { body, dockerfile, fault } = await openBody(parts, drive);
  try {
    const answer = await engine.client.stream({
      ...{ method: 'POST', path: `/build?${buildQuery(wish, dockerfile, env)}`, timeoutMs: null, signal },
      content: { stream: body, type: 'application/x-tar', length: null },
      ...(login !== null && { registryConfig: login }),
    });
    await follow(parts, drive, answer);
  } catch (error) {
    // A file that is to blame ends the connection, and is the better word for it.
    throw fault() ?? failureOf(error, logins);
  } finally {
    body.destroy();
  }
}
