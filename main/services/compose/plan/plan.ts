import type { ComposePlace } from '../../../contract/compose';
import type { ComposePlan, ComposeProblem, PlanEntry } from '../../../contract/compose-files';
import type { EngineClient } from '../../engine/types';
import { type CheckOptions, readChecked } from '../check/check';
import { askAbout, type ConfigParts } from '../config/config';
import { levelsOf } from '../projects/levels';
import type { ComposeCaller, Unsaved } from '../types';
import { readEngineState } from './engine-state';
import { planOrphans, planParts } from './parts';
import { type RiskParts, risksOf } from './risks';
import { type PlanGround, planService } from './services';

export interface PlanParts extends RiskParts, Omit<ConfigParts, 'caller'> {
  readonly client: EngineClient;
  readonly caller: Pick<ComposeCaller, 'ask' | 'cli'>;
  readonly check: CheckOptions;
}

export interface PlanWish {
  readonly place: ComposePlace;
  readonly unsaved: Unsaved;
  readonly removeOrphans: boolean;
}

/** `web 3f2a…`, one service a line. */
const readHashes = (stdout: string): ReadonlyMap<string, string> =>
  new Map(
    stdout.split('\n').flatMap((line) => {
      const [, name, hash] = /^(\S+)\s+([\da-f]{16,})\s*$/.exec(line) ?? [];
      return name === undefined || hash === undefined ? [] : [[name, hash] as const];
    }),
  );

const errorsOf = (problems: readonly ComposeProblem[]): readonly ComposeProblem[] =>
  problems.filter(({ severity }) => severity === 'error');

/** One thing is told once, whoever found it. */
const once = (problems: readonly ComposeProblem[]): ComposeProblem[] => [
  ...new Map(problems.map((each) => [`${each.path}:${each.line}:${each.column}:${each.message}`, each])).values(),
];

/** In start order: what waits for nobody first. */
async function planServices(ground: PlanGround): Promise<PlanEntry[]> {
  const enabled = [...ground.model.services.values()].filter(({ name }) => ground.hashes.has(name));
  const levels = levelsOf(enabled);
  const inOrder = [...enabled].sort(
    (a, b) => (levels.get(a.name) ?? 0) - (levels.get(b.name) ?? 0) || (a.name < b.name ? -1 : 1),
  );
  const fresh = new Set<string>();
  const entries: PlanEntry[] = [];
  for (const service of inOrder) entries.push(...(await planService(ground, service, fresh)));
  return entries;
}

/** What an up would do now. Rejects with ComposeFault and EngineError. */
export async function planUp(parts: PlanParts, wish: PlanWish, signal: AbortSignal): Promise<ComposePlan> {
  const { place, unsaved, removeOrphans } = wish;
  const { reading, model, problems } = await readChecked(parts.check, place, unsaved, signal);
  const state = await readEngineState(parts.client, model.name, signal);
  const asked = { reading, place: { ...place, name: model.name }, unsaved };
  const { failed, stdout, problems: refused } = await askAbout(parts, asked, ['config', '--hash=*'], signal);
  const found = errorsOf(problems);
  if (failed) return { entries: [], problems: once([...found, ...refused]), blocked: true };
  const cli = await parts.caller.cli();
  const ground: PlanGround = { model, state, cli, hashes: readHashes(stdout) };
  const services = await planServices(ground);
  const entries = [...services, ...planOrphans(ground, removeOrphans), ...planParts(ground)];
  const risks = await risksOf({ ...ground, reading, entries }, parts, signal);
  return { entries, problems: once([...found, ...risks]), blocked: false };
}
