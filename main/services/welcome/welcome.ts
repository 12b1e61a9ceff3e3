import { Readable } from 'node:stream';
import type { Findings, WelcomeStep } from '../../contract/welcome';
import { containerPath } from '../engine/container-path';
import { list, number, record, text } from '../engine/loose';
import { noted, type RecordCommand } from '../engine/noted';
import { readSaid } from '../engine/said';
import { type Engine, type EngineClient, EngineError } from '../engine/types';
import { WelcomeFault } from './fault';
import { WELCOME_IMAGE, WELCOME_LABEL, WELCOME_PORT, welcomeImage } from './image';
import { look, type LookParts } from './look';
import type { Architecture } from './program/elf';

export interface WelcomeOptions extends LookParts {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix' | 'address'>;
  readonly record: RecordCommand;
}

/** The first container, made from nothing but bytes of Slipway's own. Rejects with EngineError or WelcomeFault. */
export interface Welcome {
  look(): Promise<Findings>;
  run(signal: AbortSignal): AsyncGenerator<WelcomeStep, void, undefined>;
}

const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  ...{ amd64: 'amd64', x86_64: 'amd64' },
  ...{ arm64: 'arm64', aarch64: 'arm64' },
};
const NAMES = ['welcome', 'slipway-welcome', 'slipway-welcome-2', 'slipway-welcome-3'];
const CONFLICT = 409;

export const createWelcome = (options: WelcomeOptions): Welcome => ({
  look: () => look(options),
  async *run(signal) {
    const { client } = options.engine;
    yield { step: 'image' };
    const there = await findExisting(client);
    if (there === null) await loadWelcomeImage(client, signal);
    yield { step: 'container' };
    const id = there ?? (await createContainer(options));
    await start(client, id);
    yield { step: 'page' };
    yield { step: 'done', ...(await readResult(options, id, signal)) };
  },
});

async function architectureOf(client: EngineClient): Promise<Architecture> {
  const { OSType, Architecture: said } = record(await client.json({ method: 'GET', path: '/info' }));
  const found = ARCHITECTURES[text(said)];
  if (text(OSType) !== 'linux' || found === undefined)
    throw new WelcomeFault('architecture', `${text(OSType)}, ${text(said)}`);
  return found;
}

/** A few thousand bytes; without effect where it is there. Rejects with EngineError or WelcomeFault. */
export async function loadWelcomeImage(client: EngineClient, signal: AbortSignal): Promise<void> {
  const image = welcomeImage(await architectureOf(client));
  const content = { stream: Readable.from([image]), type: 'application/x-tar', length: image.length };
  const answer = await client.stream({ method: 'POST', path: '/images/load', query: { quiet: 1 }, content, signal });
  const failure = await readSaid(answer, () => undefined);
  if (failure !== '') throw new WelcomeFault('image', failure);
}

/** The one that an earlier run made, whatever it is called by now. */
async function findExisting(client: EngineClient): Promise<string | null> {
  const query = { all: 1, filters: { label: [`${WELCOME_LABEL}=page`] } };
  const [first] = list(await client.json({ method: 'GET', path: '/containers/json', query }));
  const id = text(record(first).Id);
  return id === '' ? null : id;
}

async function createContainer({ engine, record: note }: WelcomeOptions): Promise<string> {
  // Only this computer needs to see the page.
  const ip = hostOf(engine) === 'localhost' ? '127.0.0.1' : '';
  const body = {
    Image: WELCOME_IMAGE,
    HostConfig: {
      // Any free port: 8080 may be somebody's.
      PortBindings: { [WELCOME_PORT]: [{ HostIp: ip, HostPort: '' }] },
      ...{ CapDrop: ['ALL'], ReadonlyRootfs: true },
    },
  };
  for (const name of NAMES) {
    const words = [
      'run',
      '-d',
      '--name',
      name,
      '-p',
      `${ip}${ip === '' ? '' : '::'}${WELCOME_PORT.split('/')[0] ?? ''}`,
    ];
    const answer = await noted(
      { engine, record: note },
      [...words, '--cap-drop', 'ALL', '--read-only', WELCOME_IMAGE],
      () => engine.client.json({ method: 'POST', path: '/containers/create', query: { name }, body }),
    ).catch((error: unknown) => {
      if (error instanceof EngineError && error.status === CONFLICT) return null;
      throw error;
    });
    if (answer !== null) return text(record(answer).Id);
  }
  throw new WelcomeFault('names', NAMES.join(', '));
}

async function start(client: EngineClient, id: string): Promise<void> {
  const { State } = record(await client.json({ method: 'GET', path: containerPath(id, 'json') }));
  const verb = record(State).Paused === true ? 'unpause' : 'start';
  await client.json({ method: 'POST', path: containerPath(id, verb), timeoutMs: 60_000 });
}

type Result = Omit<Extract<WelcomeStep, { step: 'done' }>, 'step'>;

async function readResult({ engine }: WelcomeOptions, id: string, signal: AbortSignal): Promise<Result> {
  const container = record(await engine.client.json({ method: 'GET', path: containerPath(id, 'json') }));
  const state = record(container.State);
  if (state.Running !== true)
    throw new WelcomeFault('ended', text(state.Error) || `exit code ${String(number(state.ExitCode) ?? '?')}`);
  const bindings = list(record(record(container.NetworkSettings).Ports)[WELCOME_PORT]).map(record);
  const port = Number(text(bindings[0]?.HostPort));
  const url = port > 0 ? `http://${hostOf(engine)}:${String(port)}/` : null;
  return {
    ...{ containerId: id, name: text(container.Name).replace(/^\//, ''), url },
    answers: url !== null && (await answersSoon(url, signal)),
  };
}

/** Where its published ports are heard, as far as this computer can tell. */
function hostOf(engine: Pick<Engine, 'address'>): string {
  const endpoint = engine.address()?.endpoint;
  return endpoint?.kind === 'network' && !endpoint.loopback ? endpoint.host : 'localhost';
}

const ASK_MS = 1_000;
const TRIES = 3;

/** A forward into a machine takes a moment. Never rejects. */
async function answersSoon(url: string, signal: AbortSignal): Promise<boolean> {
  for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
    const asked = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]) }).catch(
      () => null,
    );
    if (asked !== null) {
      await asked.body?.cancel();
      return asked.ok;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS / 4));
  }
  return false;
}
