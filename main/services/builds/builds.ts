import type { BuilderFacts, BuildFolder, BuildReport, BuildRow, ContextScan, Dockerfile } from '../../contract/builds';
import type { RowChange } from '../../contract/rows';
import { notedLine } from '../engine/noted';
import { checkWish } from './check';
import { buildByCli } from './buildkit/build';
import { createFindBuilder, type FindBuilder } from './buildkit/builder';
import { buildClassic } from './classic/build';
import { buildLine, loggedLine } from './cli';
import { type ContextPlace, openContext } from './context/context';
import { scanContext } from './context/scan';
import { lookIntoFolder } from './dockerfile/find';
import { type DockerfilePlace, readBuildText, readDockerfile } from './dockerfile/read';
import { type DockerfileText, saveText } from './dockerfile/save';
import type { RunParts } from './runs/run';
import { createRuns } from './runs/runs';
import type { BuilderKind, BuildsOptions, Wish } from './types';

/** Builds by the engine in use, and their history. Reject with EngineError and BuildFault; how builds go is told by `watch` and `report`. */
export interface Builds {
  builder(): Promise<BuilderFacts>;
  folder(folder: string): Promise<BuildFolder>;
  dockerfile(place: DockerfilePlace): Promise<Dockerfile>;
  saveDockerfile(wish: DockerfileText & { readonly folder: string }): Promise<Dockerfile>;
  scan(place: ContextPlace, signal: AbortSignal): AsyncIterable<ContextScan>;
  /** Its id, once it has begun. */
  start(wish: Wish): Promise<string>;
  watch(signal: AbortSignal): AsyncGenerator<RowChange<BuildRow>, void, undefined>;
  report(id: string, signal: AbortSignal): AsyncIterable<BuildReport>;
  cancel(id: string): void;
  /** null: all that are over. */
  forget(id: string | null): Promise<void>;
  cli(wish: Wish): Promise<string>;
  close(): Promise<void>;
}

export function createBuilds(options: BuildsOptions): Builds {
  const { engine, platform, env } = options;
  const findBuilder = createFindBuilder(options);
  /** Without an engine nothing is known, and BuildKit is what is usual. */
  const isClassic = async (wished: boolean): Promise<boolean> => wished || (await kindNow(findBuilder)) === 'engine';
  const runs = createRuns({ ...options, client: engine.client, drive: createDrive(options) });
  return {
    builder: async () => (await findBuilder()).facts,
    folder: (folder) => lookIntoFolder(folder),
    dockerfile: async (place) => readDockerfile({ ...place, classic: await isClassic(place.classic) }),
    async saveDockerfile({ folder, ...wish }) {
      await saveText(wish);
      return readDockerfile({ path: wish.path, folder, classic: await isClassic(false) });
    },
    async *scan(place, signal) {
      yield* scanContext({ ...place, classic: await isClassic(place.classic) }, platform, signal);
    },
    async start(wish) {
      const { facts, program } = await findBuilder();
      await checkWish(wish, facts, env);
      const builder = wish.classic ? 'engine' : facts.kind;
      const { text, sha256 } = await readBuildText(wish.dockerfile);
      // What is wrong with the folder or the ignore file is said before anything begins.
      await openContext({ ...wish, classic: builder === 'engine' }, platform);
      const name = engine.state().status.engine?.name ?? '';
      return runs.start({ wish, text, sha256, engine: name, builder, program });
    },
    watch: (signal) => runs.watch(signal),
    report: (id, signal) => runs.report(id, signal),
    cancel: (id) => runs.cancel(id),
    forget: (id) => runs.forget(id),
    async cli(wish) {
      const kind = wish.classic ? 'engine' : ((await kindNow(findBuilder)) ?? 'engine');
      return buildLine(engine.cliPrefix(), wish, kind);
    },
    close: () => runs.close(),
  };
}

/** null: nobody knows. */
const kindNow = (findBuilder: FindBuilder): Promise<BuilderKind | null> =>
  findBuilder().then(
    ({ facts }) => facts.kind,
    () => null,
  );

/** Has it built by whom it was begun with. */
const createDrive =
  ({ engine, record, env, platform, logins }: BuildsOptions): RunParts['drive'] =>
  ({ wish, builder, program }, drive) =>
    notedLine(record, loggedLine(engine.cliPrefix(), wish, builder), () =>
      builder === 'engine' || program === null
        ? buildClassic({ engine, env, platform, logins, now: Date.now }, drive)
        : buildByCli({ engine, env, now: Date.now, program, kind: builder }, drive),
    );
