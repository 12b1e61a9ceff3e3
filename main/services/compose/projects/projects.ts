import type { ComposePlace, DownLoss, ProjectDetails, ProjectRow } from '../../../contract/compose';
import type { RowChange } from '../../../contract/rows';
import { createPause, pause as rest } from '../../engine/pause';
import { createTold } from '../../engine/told-rows';
import type { Engine } from '../../engine/types';
import { ComposeFault, type ReadModel } from '../types';
import type { Runs } from '../runs/runs';
import { detailsOf } from './details';
import { readDownLoss } from './down-loss';
import { identify, type Identity } from './identities';
import { keepProject } from './keep';
import { type KeptProject, openKept } from './kept';
import { createMirror } from './mirror';
import { createModels, type ReadFiles } from './models';
import { orphansOf, rowOf } from './row';
import { say } from '../../../../texts/say';

export interface ProjectsOptions {
  readonly engine: Pick<Engine, 'client' | 'subscribe'>;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly readModel: ReadModel;
  readonly runs: Pick<Runs, 'underWay' | 'onChange'>;
}

/** What is needed to do something to a project. */
export interface Subject {
  readonly key: string;
  readonly name: string;
  readonly place: ComposePlace;
  readonly files: ReadFiles;
}

/** Projects known by the labels of containers, or kept. */
export interface Projects {
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ProjectRow>, void, undefined>;
  /** Throws ComposeFault `no-project`, when it begins and when the project is no more. */
  details(key: string, signal: AbortSignal): AsyncGenerator<ProjectDetails, void, undefined>;
  keep(key: string | null, place: ComposePlace): Promise<string>;
  forget(key: string): Promise<void>;
  /** Its files are read anew. Rejects with ComposeFault `no-project`, `no-compose-file`. */
  subject(key: string): Promise<Subject>;
  /** Names of containers that no service of its files has. Rejects with EngineError. */
  orphans(subject: Subject, signal: AbortSignal): Promise<readonly string[]>;
  downLoss(key: string, signal: AbortSignal): Promise<DownLoss>;
  /** As compose calls it; without an engine, a key that is not kept is taken for a name. Rejects with ComposeFault `no-project`. */
  findName(key: string): Promise<string>;
  /** The same of what is known now, as if there were no engine while nobody looks at it; null: there is none. */
  nameOf(key: string): string | null;
  /** Of all that are known, without reading any file; some are told more than once. */
  names(): readonly string[];
}

/** Often enough for an eye, ms. */
const EVERY_MS = 100;
/** Files that take longer are told of later. */
const FIRST_MS = 1000;

/** All that rows are made of, as it is now. */
function createBoard({ engine, dataDir, log, readModel, runs }: ProjectsOptions) {
  const kept = openKept(dataDir, log);
  const mirror = createMirror(engine);
  const models = createModels(readModel);
  const nameOf = ({ name, place }: KeptProject): string =>
    place.name === '' ? (models.of(place)?.model?.name ?? name) : place.name;
  const identities = (): readonly Identity[] => identify(kept.all(), mirror.snapshot()?.members ?? [], nameOf);
  const filesOf = ({ place }: Identity): ReadFiles | null => (place === null ? null : models.of(place));
  const row = (identity: Identity, all: readonly Identity[]): ProjectRow => {
    const run = runs.underWay(identity.name);
    return rowOf(identity, {
      ...{ files: filesOf(identity), done: mirror.snapshot()?.done ?? new Set() },
      namesakes: all.filter(({ key, name }) => key !== identity.key && name === identity.name).map(({ key }) => key),
      run: run === null ? null : { id: run.id, verb: run.wish.verb },
    });
  };
  return {
    ...{ kept, mirror, models, identities, filesOf, row },
    /** Reads all as long as somebody looks, and says when something is another. */
    hold(changed: () => void): () => void {
      const releases = [mirror.hold(), models.hold()];
      const stops = [kept, mirror, models, runs].map((part) => part.onChange(changed));
      return () => {
        for (const end of [...stops, ...releases]) end();
      };
    },
  };
}

type Board = ReturnType<typeof createBoard>;

/** Tells what `read` says, at once and whenever something changed. Ends with `signal`. */
async function* follow<T>(
  board: Board,
  read: () => Iterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const pause = createPause();
  let changes = 0;
  const release = board.hold(() => {
    changes += 1;
    pause.wake();
  });
  try {
    await board.kept.ready;
    await board.mirror.ready(signal);
    board.identities().forEach((identity) => board.filesOf(identity));
    await Promise.race([board.models.settled(), rest(FIRST_MS, signal)]);
    while (!signal.aborted) {
      const at = changes;
      yield* read();
      await rest(EVERY_MS, signal);
      if (at === changes) await pause.wait(null, signal);
    }
  } finally {
    release();
  }
}

async function* watchProjects(
  board: Board,
  signal: AbortSignal,
): AsyncGenerator<RowChange<ProjectRow>, void, undefined> {
  const differences = createTold((row: ProjectRow) => row.key);
  yield { type: 'reset' };
  yield* follow(
    board,
    function* () {
      const all = board.identities();
      board.models.keepOnly(all.flatMap(({ place }) => (place === null ? [] : [place])));
      yield* differences(all.map((identity) => board.row(identity, all)));
      yield { type: board.mirror.stale() ? 'stale' : 'synced' };
    },
    signal,
  );
}

/** null: not known yet. Throws ComposeFault `no-project`. */
function readDetails(board: Board, key: string): ProjectDetails | null {
  const all = board.identities();
  const identity = all.find((each) => each.key === key);
  if (identity === undefined) {
    // As long as the engine is out of reach, nobody knows that there is none.
    if (board.mirror.stale()) return null;
    throw new ComposeFault('no-project', key, '');
  }
  const ground = { files: board.filesOf(identity), snapshot: board.mirror.snapshot(), stale: board.mirror.stale() };
  return detailsOf(identity, { ...ground, row: board.row(identity, all) });
}

async function* followDetails(
  board: Board,
  key: string,
  signal: AbortSignal,
): AsyncGenerator<ProjectDetails, void, undefined> {
  let told = '';
  yield* follow(
    board,
    function* () {
      const details = readDetails(board, key);
      const text = JSON.stringify(details);
      if (details !== null && text !== told) yield details;
      told = text;
    },
    signal,
  );
}

/** As the engine says now, where nobody looks; without an engine those that are kept. */
async function findIdentity(
  { kept, mirror, identities }: Board,
  key: string,
  unknown: 'fault' | 'name' = 'fault',
): Promise<Identity> {
  await kept.ready;
  const known = identities().find((each) => each.key === key);
  if (known !== undefined && (known.kept || !mirror.stale())) return known;
  const release = mirror.hold();
  try {
    await mirror.ready(AbortSignal.timeout(FIRST_MS * 10));
    const found = identities().find((each) => each.key === key);
    if (found !== undefined) return found;
    if (unknown === 'name' && mirror.stale()) return { key, name: key, place: null, kept: false, members: [] };
    throw new ComposeFault('no-project', key, '');
  } finally {
    release();
  }
}

async function readSubject(board: Board, key: string): Promise<Subject> {
  const { name, place } = await findIdentity(board, key);
  if (place === null)
    throw new ComposeFault('no-compose-file', name, say('Its containers do not say where its files are.'));
  const files = await board.models.read(place);
  return { key, place, files, name: place.name || (files.model?.name ?? name) };
}

export function createProjects(options: ProjectsOptions): Projects {
  const board = createBoard(options);
  const { kept, mirror, models, identities } = board;
  const { client } = options.engine;
  return {
    watch: (signal) => watchProjects(board, signal),
    details: (key, signal) => followDetails(board, key, signal),
    async keep(key, place) {
      if (key !== null) await findIdentity(board, key);
      return keepProject({ kept, models }, key, place);
    },
    async forget(key) {
      await kept.ready;
      if (kept.all().some((each) => each.key === key)) await kept.remove(key);
    },
    subject: (key) => readSubject(board, key),
    async orphans({ name, files }, signal) {
      const { members } = await mirror.read(signal);
      const own = members.filter(({ project }) => project === name);
      return orphansOf(own, { files }).map((member) => member.name);
    },
    async downLoss(key, signal) {
      const { name, place } = await findIdentity(board, key);
      const snapshot = await mirror.read(signal);
      const model = place === null ? null : (await models.read(place)).model;
      return readDownLoss(client, model?.name ?? name, { snapshot, model }, signal);
    },
    findName: async (key) => (await findIdentity(board, key, 'name')).name,
    nameOf: (key) => identities().find((each) => each.key === key)?.name ?? (mirror.stale() ? key : null),
    names: () => [
      ...kept.all().map(({ name, place }) => (place.name === '' ? name : place.name)),
      ...(mirror.snapshot()?.members ?? []).map(({ project }) => project),
    ],
  };
}
