import type { PlanEntry, PlanReason } from '../../../contract/compose-files';
import type { ComposeCli } from '../../../contract/compose';
import { text } from '../../engine/loose';
import { isUp } from '../projects/members';
import type { ComposeModel, ModelService } from '../types';
import { type EngineState, type Held, labelsOf, type LocalImage } from './engine-state';
import { reasonsOf } from './reasons';

export interface PlanGround {
  readonly model: Omit<ComposeModel, 'problems'>;
  readonly state: EngineState;
  readonly cli: Pick<ComposeCli, 'second'>;
  /** Compose's own, by service: those that the chosen profiles have. */
  readonly hashes: ReadonlyMap<string, string>;
}

const LABEL = 'com.docker.compose.';

/** As compose calls the image of a service that only builds. */
export const imageOf = ({ model, cli }: PlanGround, { image, name }: ModelService): string =>
  image === '' ? `${model.name}${cli.second ? '-' : '_'}${name}` : image;

const labelOf = ({ inspect }: Held, name: string): string => text(labelsOf(inspect)[LABEL + name]);
const same: PlanReason = { key: 'configuration', from: '', to: '' };

async function imageReason(
  { cli }: PlanGround,
  held: readonly Held[],
  local: LocalImage | null,
): Promise<PlanReason[]> {
  const other = held.find(({ inspect }) => local !== null && text(inspect.Image) !== local.id);
  // The second line notes the image beside the hash; the older one has it in the hash.
  if (other === undefined || (cli.second && labelOf(other, 'image') === '')) return [];
  return [{ key: 'image-id', from: text(other.inspect.Image), to: local?.id ?? '' }];
}

async function changesOf(ground: PlanGround, service: ModelService, held: readonly Held[]): Promise<PlanReason[]> {
  const [first] = held;
  const { model, state } = ground;
  if (first === undefined) return [];
  const image = imageOf(ground, service);
  const names = (parts: ComposeModel['networks']) => new Map([...parts].map(([key, { name }]) => [key, name]));
  const changed = held.find((each) => labelOf(each, 'config-hash') !== ground.hashes.get(service.name)) ?? first;
  const reasons = reasonsOf({
    ...{ service, image, inspect: changed.inspect, base: await state.image(text(changed.inspect.Image)) },
    ...{ projectNetworks: names(model.networks), volumeNames: names(model.volumes) },
  });
  return [...reasons, ...(await imageReason(ground, held, await state.image(image)))];
}

/** Services whose containers are another one's too: a new one of that needs new ones of these. */
function sharesWith({ raw }: ModelService): readonly string[] {
  const shared = [raw.network_mode, raw.ipc, raw.pid].map((said) => /^service:(.+)$/.exec(text(said))?.[1]);
  const volumes = Array.isArray(raw.volumes_from)
    ? raw.volumes_from.map(
        (from) =>
          text(from)
            .replace(/^service:/, '')
            .split(':')[0],
      )
    : [];
  return [...shared, ...volumes].filter((name) => name !== undefined);
}

/** What new containers of others mean for this one, by the rules of each line of compose. */
function dependencyReason(
  { cli }: PlanGround,
  service: ModelService,
  held: readonly Held[],
  fresh: ReadonlySet<string>,
): PlanReason | null {
  const names = cli.second ? sharesWith(service) : service.dependsOn.map((each) => each.service);
  const changed = names.find((name) => fresh.has(name));
  if (changed === undefined) return null;
  // The older line only does so where some container of it has ended.
  const isConcerned = cli.second || held.some(({ member }) => member.state === 'created' || member.state === 'exited');
  return isConcerned ? { key: 'dependency', from: '', to: changed } : null;
}

async function judge(
  ground: PlanGround,
  service: ModelService,
  held: readonly Held[],
  fresh: ReadonlySet<string>,
): Promise<Pick<PlanEntry, 'action' | 'reasons'>> {
  if (held.length === 0) return { action: 'create', reasons: [] };
  const hash = ground.hashes.get(service.name);
  const isOther = held.some((each) => labelOf(each, 'config-hash') !== hash);
  const local = await ground.state.image(imageOf(ground, service));
  const newImage = ground.cli.second ? await imageReason(ground, held, local) : [];
  if (isOther || newImage.length > 0) {
    const reasons = isOther ? await changesOf(ground, service, held) : newImage;
    return { action: 'recreate', reasons: reasons.length === 0 ? [same] : reasons };
  }
  const dependency = dependencyReason(ground, service, held, fresh);
  if (dependency !== null) return { action: 'recreate', reasons: [dependency] };
  if (held.length < service.replicas) return { action: 'create', reasons: [replicas(held.length, service.replicas)] };
  return { action: held.every(({ member }) => isUp(member)) ? 'leave' : 'start', reasons: [] };
}

const replicas = (from: number, to: number): PlanReason => ({ key: 'replicas', from: String(from), to: String(to) });

/** One service. More containers than it wants are an entry of their own. */
export async function planService(
  ground: PlanGround,
  service: ModelService,
  fresh: Set<string>,
): Promise<readonly PlanEntry[]> {
  const held = ground.state.held.filter(({ member }) => member.service === service.name);
  const kept = held.slice(0, service.replicas);
  const excess = held.slice(service.replicas);
  const { action, reasons } = await judge(ground, service, kept.length === 0 ? held : kept, fresh);
  if (action === 'recreate' || action === 'create') fresh.add(service.name);
  const isMissing = (await ground.state.image(imageOf(ground, service))) === null;
  const entry: PlanEntry = {
    ...{
      kind: 'service',
      name: service.name,
      action: service.replicas === 0 ? 'leave' : action,
      reasons: [...reasons],
    },
    containers: kept.map(({ member }) => member.name),
    first: isMissing ? (service.builds ? 'build' : 'pull') : 'none',
  };
  if (excess.length === 0) return [entry];
  return [
    entry,
    {
      ...{ kind: 'service', name: service.name, action: 'remove', first: 'none' },
      reasons: [replicas(held.length, service.replicas)],
      containers: excess.map(({ member }) => member.name),
    },
  ];
}
