import { randomUUID } from 'node:crypto';
import type {
  HelperImage,
  PaneDirection,
  TerminalFacts,
  TerminalInput,
  TerminalOutput,
  TerminalSession,
  TerminalTarget,
} from '../../contract/terminal';
import type { RecordCommand } from '../engine/noted';
import { EngineError, type Engine, type EngineEvent } from '../engine/types';
import { linkMain } from './attach-link';
import { cliLine } from './cli';
import { inspectContainer, nameOf } from './container-state';
import { linkShell } from './exec-link';
import { linkHelper } from './helper-link';
import { debugHelper, hostHelper } from './helpers';
import { helperImages } from './images';
import type { Link } from './link';
import { createSession, type Session } from './session';
import { findShells } from './shells';
import { say } from '../../../texts/say';

/** All terminals of all pages. What asks the engine rejects with EngineError. */
export interface Terminals {
  sessions(): readonly TerminalSession[];
  onChange(listener: () => void): () => void;
  facts(container: string, signal: AbortSignal): Promise<TerminalFacts>;
  helperImages(): Promise<HelperImage[]>;
  /** Resolves with the session's id. Rejects also with TooManyTerminals. */
  open(target: TerminalTarget, place: Place): Promise<string>;
  /** Resolves when it is hung up. */
  close(id: string): Promise<void>;
  /** Null: there is no such session. */
  view(
    id: string,
    signal: AbortSignal,
    sent: AsyncIterable<TerminalInput>,
  ): AsyncGenerator<TerminalOutput, void, undefined> | null;
  /** Hangs up all of them. */
  closeAll(): Promise<void>;
}

/** Among the panes. */
export interface Place {
  /** A session whose tab it shares. */
  readonly beside: string | null;
  readonly direction: PaneDirection;
}

export interface TerminalsOptions {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix' | 'state' | 'subscribe'>;
  readonly record: RecordCommand;
}

export const MOST_TERMINALS = 64;

export class TooManyTerminals extends Error {
  override readonly name = 'TooManyTerminals';
}

interface Kept {
  readonly id: string;
  readonly tab: string;
  readonly target: TerminalTarget;
  readonly session: Session;
  /** Of the engine it is in; another one's terminals are not this one's. */
  readonly engine: string;
  tty: boolean;
}

interface Self extends TerminalsOptions {
  readonly kept: Map<string, Kept>;
  readonly directions: Map<string, PaneDirection>;
  readonly changed: () => void;
}

export function createTerminals(options: TerminalsOptions): Terminals {
  const { engine } = options;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const self: Self = { ...options, kept: new Map(), directions: new Map(), changed };
  const unsubscribe = follow(self);
  return {
    sessions: () => [...self.kept.values()].map((kept) => describe(self, kept)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    facts: (container, signal) => readFacts(self, container, signal),
    helperImages: () => helperImages(engine.client),
    open: (target, place) => open(self, target, place),
    close: (id) => close(self, id),
    view: (id, signal, sent) => self.kept.get(id)?.session.view(signal, sent) ?? null,
    closeAll: async () => {
      unsubscribe();
      await Promise.all([...self.kept.keys()].map((id) => close(self, id)));
    },
  };
}

const engineKey = ({ engine }: Self): string => engine.state().status.engine?.key ?? '';

const describe = ({ directions }: Self, { id, tab, target, tty, session }: Kept): TerminalSession => ({
  ...{ id, tab, target, tty, direction: directions.get(tab) ?? 'row', state: session.state() },
});

const containerOf = (target: TerminalTarget): string | null => (target.kind === 'host' ? null : target.container);

/** Keeps the sessions' states true to what happens in the engine. */
function follow({ engine, kept }: Self): () => void {
  const each = (act: (session: Session) => void): void => {
    for (const { session } of kept.values()) act(session);
  };
  return engine.subscribe({
    connected: () => each((session) => session.back()),
    event: (event: EngineEvent) => {
      if (event.type !== 'container') return;
      for (const { session, target } of kept.values()) if (containerOf(target) === event.id) session.note(event);
    },
    disconnected: () => each((session) => session.away()),
  });
}

async function readFacts({ engine }: Self, container: string, signal: AbortSignal): Promise<TerminalFacts> {
  const [{ State, Config }, shells] = await Promise.all([
    inspectContainer(engine.client, container, signal),
    findShells(engine.client, container, signal),
  ]);
  return {
    ...{ running: State.Running, paused: State.Paused, shells, user: Config.User, workingDir: Config.WorkingDir },
    ...{ tty: Config.Tty, openStdin: Config.OpenStdin, stdinOnce: Config.StdinOnce },
  };
}

async function open(self: Self, target: TerminalTarget, place: Place): Promise<string> {
  if (self.kept.size >= MOST_TERMINALS) throw new TooManyTerminals();
  const id = randomUUID();
  const tab = (place.beside === null ? undefined : self.kept.get(place.beside)?.tab) ?? id;
  const key = engineKey(self);
  const session = createSession({
    connect: () => connect(self, kept),
    // A container whose attached output is not read stands still.
    mayWait: target.kind !== 'attach',
    onChange: () => {
      if (self.kept.has(id)) self.changed();
    },
  });
  const kept: Kept = { id, tab, target, session, engine: key, tty: true };
  await session.start();
  self.kept.set(id, kept);
  self.directions.set(tab, place.direction);
  self.changed();
  return id;
}

async function close(self: Self, id: string): Promise<void> {
  const gone = self.kept.get(id);
  if (gone === undefined) return;
  self.kept.delete(id);
  if (![...self.kept.values()].some(({ tab }) => tab === gone.tab)) self.directions.delete(gone.tab);
  self.changed();
  await gone.session.close();
}

/** Rejects with EngineError. */
async function connect(self: Self, kept: Kept): Promise<Link> {
  const { engine, record } = self;
  if (engineKey(self) !== kept.engine)
    throw new EngineError('unreachable', say('This terminal is of another engine than the one in use now.'));
  const { target } = kept;
  const container = containerOf(target);
  const inspected = container === null ? null : await inspectContainer(engine.client, container);
  kept.tty = target.kind !== 'attach' || inspected?.Config.Tty !== false;
  const finish = record(cliLine(engine.cliPrefix(), target, inspected === null ? '' : nameOf(inspected)));
  try {
    const link = await linkOf(self, kept);
    finish('done', '');
    return link;
  } catch (error) {
    finish('failed', error instanceof Error ? error.message : String(error));
    throw error;
  }
}

async function linkOf({ engine: { client } }: Self, { id, target }: Kept): Promise<Link> {
  const suffix = `${id.slice(0, 8)}-${randomUUID().slice(0, 4)}`;
  switch (target.kind) {
    case 'shell':
      return linkShell(client, target);
    case 'attach':
      return linkMain(client, target, await inspectContainer(client, target.container));
    case 'debug':
      return linkHelper(client, await debugHelper(target.container, target.image, suffix));
    case 'host':
      return linkHelper(client, await hostHelper(target.image, suffix));
  }
}
