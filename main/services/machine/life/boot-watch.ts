import { msg } from '../../../../texts/msg';
import agreement from '../../../../runtime-vm/manifest.json';
import { type Agent, AgentError, type AgentEvent, type GuestFault, type Hello } from '../agent/types';
import { DriverError } from '../driver';
import type { Phases } from './phases';
import { say, sayMsg } from '../../../../texts/say';

/** Under emulation a boot takes seconds on an idle machine and a minute on a busy one. */
const GREETING_MS = 120_000;
/** From one phase of the guest to the next. A check of a large disk is the longest. */
const PHASE_MS = 180_000;

const WORDS: Readonly<Record<string, string>> = {
  init: msg('Booting Linux'),
  root: msg('Booting Linux'),
  modules: msg('Booting Linux'),
  config: msg('Booting Linux'),
  network: msg('Booting Linux'),
  'disk-check': msg('Checking the data disk'),
  'disk-format': msg('Preparing the new data disk'),
  'disk-mounted': msg('Starting the container engine'),
  'engine-starting': msg('Starting the container engine'),
  'engine-ready': msg('Waiting for the engine to answer'),
};

/** The guest found its data disk damaged: it waits for what its user decides. */
export class DamagedDisk extends Error {
  override readonly name = 'DamagedDisk';
  constructor(readonly report: string) {
    super(say('the data disk is damaged'));
  }
}

interface BootOptions {
  readonly agent: Pick<Agent, 'ready' | 'hello' | 'subscribe'>;
  readonly phases: Phases;
  /** Aborted by the user, or because the machine ended: its reason is what is thrown. */
  readonly signal: AbortSignal;
}

/** dockerd's words where it is its daemon.json, or what that says, that it does not take. */
const OF_SETTINGS = /daemon\.json|invalid mirror|registry-mirrors|insecure[- ]registr/i;
const REFUSED = msg(
  'The container engine does not take its mirrors or insecure registries. Change them in Settings, under Registries and proxies, then start the machine again.',
);
const UNSTARTED = msg('The container engine does not start in the machine; its log says why.');

function failOf({ what, detail }: Pick<GuestFault, 'what' | 'detail'>): Error | null {
  if (what === 'disk-damaged') return new DamagedDisk(detail);
  if (what !== 'engine-failed') return null;
  return new DriverError('failed', sayMsg(OF_SETTINGS.test(detail) ? REFUSED : UNSTARTED), null, detail);
}

const late = (during: string): DriverError =>
  new DriverError(
    'timeout',
    say('The machine came to a stop at "{during}". Its console log says how far it got.', { during }),
  );

const foreign = (protocol: number): string =>
  say(
    "The machine's image speaks version {protocol} of the agent's protocol, and this Slipway version {protocol2}. Stop the machine and start it again: that replaces its image.",
    { protocol, protocol2: agreement.agent.protocol },
  );

/** The state of now: what was said at the connection may be old, and a repaired disk damaged in it. */
async function greeting(agent: BootOptions['agent'], signal: AbortSignal): Promise<Hello> {
  for (;;) {
    await agent.ready(signal);
    try {
      return await agent.hello({ signal });
    } catch (error) {
      const again = error instanceof AgentError && (error.kind === 'disconnected' || error.kind === 'timeout');
      if (!again || signal.aborted) throw error;
    }
  }
}

async function greetingInTime(agent: BootOptions['agent'], signal: AbortSignal): Promise<Hello> {
  const deadline = AbortSignal.timeout(GREETING_MS);
  const hello = await greeting(agent, AbortSignal.any([signal, deadline])).catch((error: unknown) => {
    signal.throwIfAborted();
    throw deadline.aborted ? late(say('Booting Linux')) : error;
  });
  if (hello.protocol === agreement.agent.protocol) return hello;
  throw new DriverError('failed', foreign(hello.protocol), null, `image ${hello.image}`);
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error(say('the start was given up'));

/** Resolves when the guest says that its engine runs. Throws DriverError, DamagedDisk, or the signal's reason. */
export async function watchBoot({ agent, phases, signal }: BootOptions): Promise<void> {
  phases.begin(msg('Booting Linux'));
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    const onPhase = (phase: string | undefined): void => {
      if (over.signal.aborted) return;
      clearTimeout(timer);
      const words = WORDS[phase ?? ''];
      if (words !== undefined) phases.begin(words);
      if (phase === 'engine-ready') resolve();
      else timer = setTimeout(() => reject(late(sayMsg(words ?? msg('Booting Linux')))), PHASE_MS);
    };
    const onFault = (fault: Pick<GuestFault, 'what' | 'detail'>): void => {
      const failure = failOf(fault);
      if (failure !== null) reject(failure);
    };
    const onHello = (hello: Hello): void => {
      onPhase(hello.phases.at(-1)?.phase);
      hello.faults.forEach(onFault);
    };
    // Before the question: what happens meanwhile is not in its answer.
    const unsubscribe = agent.subscribe((event: AgentEvent) => {
      if (event.type === 'phase') onPhase(event.phase);
      else if (event.type === 'fault') onFault(event);
    });
    over.signal.addEventListener('abort', unsubscribe, { once: true });
    signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true, signal: over.signal });
    greetingInTime(agent, signal).then(onHello, reject);
  });
  try {
    signal.throwIfAborted();
    await ready;
  } finally {
    over.abort();
    clearTimeout(timer);
  }
}
