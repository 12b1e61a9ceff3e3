import type { ComposeWish } from '../../../contract/compose-runs';
import { commandLine } from '../../engine/shell-quote';
import { type Engine, EngineError } from '../../engine/types';
import type { Projects, Subject } from '../projects/projects';
import { type ComposeCaller, ComposeFault } from '../types';
import { type Drive, driveCalls } from './drive';
import type { Runs } from './runs';
import { wordsFor } from './words';
import { say } from '../../../../texts/say';

interface StartParts {
  readonly engine: Pick<Engine, 'client' | 'state' | 'address' | 'cliPrefix'>;
  readonly caller: ComposeCaller;
  readonly projects: Pick<Projects, 'subject' | 'orphans'>;
  readonly runs: Pick<Runs, 'start' | 'check'>;
}

/** What is to be started: as a line, and as a deed. */
interface Prepared {
  readonly line: string;
  readonly drive: Drive;
}

export interface Start {
  /** Its id. Rejects with ComposeFault, EngineError. */
  start(key: string, wish: ComposeWish): Promise<string>;
  /** The line that `start` would start. The same. */
  command(key: string, wish: ComposeWish): Promise<string>;
}

/** The CLI says the same only once it runs, and of one file at a time. */
function checkFiles({ files, place }: Subject): void {
  const [first] = files.missing;
  if (first === undefined) return;
  throw (
    files.fault ??
    new ComposeFault(
      'not-found',
      first,
      first === place.folder ? say('The folder is not there.') : say('The file is not there.'),
    )
  );
}

async function prepareCalls({ caller }: StartParts, { place }: Subject, wish: ComposeWish): Promise<Prepared> {
  const cli = await caller.cli();
  const { program, args, env, line } = await caller.call(place);
  const words = wordsFor(wish, cli);
  return {
    line: words.map((each) => commandLine(line, each)).join(' && '),
    drive: driveCalls(words.map((each) => ({ program, env, args: [...args, ...each], cwd: place.folder }))),
  };
}

const ORPHANS_MS = 15_000;

/** No compose removes orphans without doing something else; so the engine is asked for exactly them. */
async function prepareOrphans({ engine, projects }: StartParts, subject: Subject): Promise<Prepared> {
  if (subject.files.model === null)
    throw new ComposeFault(
      'bad-wish',
      subject.name,
      say('Its files cannot be read, so nobody knows which are orphans.'),
    );
  const names = await projects.orphans(subject, AbortSignal.timeout(ORPHANS_MS));
  if (names.length === 0) throw new ComposeFault('bad-wish', subject.name, say('It has no orphans.'));
  return {
    line: commandLine(engine.cliPrefix(), ['rm', '--force', ...names]),
    async drive(line, signal) {
      for (const name of names) {
        line(`Removing orphan container "${name}"`);
        const path = `/containers/${encodeURIComponent(name)}`;
        await engine.client.json({ method: 'DELETE', path, query: { force: true }, timeoutMs: null, signal });
      }
      return { code: 0, signal: null };
    },
  };
}

/** Who only asks for a line is not told of the engine's troubles one by one. */
function withoutEngine(error: unknown): never {
  throw error instanceof EngineError ? new ComposeFault('no-way', '', error.message) : error;
}

export function createStart(parts: StartParts): Start {
  const { engine, projects, runs } = parts;
  const prepare = (subject: Subject, wish: ComposeWish): Promise<Prepared> =>
    wish.verb === 'remove-orphans' ? prepareOrphans(parts, subject) : prepareCalls(parts, subject, wish);
  return {
    async start(key, wish) {
      const { status } = engine.state();
      if (engine.address() === null)
        throw new EngineError('unreachable', status.reason || say('Not connected to a container engine.'));
      const subject = await projects.subject(key);
      runs.check(subject.name);
      checkFiles(subject);
      const { line, drive } = await prepare(subject, wish);
      const begun = { key, project: subject.name, wish, command: line, engine: status.engine?.name ?? '' };
      return runs.start(begun, drive);
    },
    async command(key, wish) {
      const subject = await projects.subject(key);
      return (await prepare(subject, wish).catch(withoutEngine)).line;
    },
  };
}
