import type {
  ProjectContainer,
  ProjectDetails,
  ProjectPart,
  ProjectRow,
  ProjectService,
} from '../../../contract/compose';
import type { ComposeModel, ModelPart, ModelService } from '../types';
import type { Identity } from './identities';
import { levelsOf } from './levels';
import type { EnginePart, Member } from './members';
import type { ReadFiles } from './models';
import type { Snapshot } from './read-engine';
import { isEnabled } from './row';

export interface DetailsGround {
  readonly row: ProjectRow;
  readonly files: ReadFiles | null;
  readonly snapshot: Snapshot | null;
  readonly stale: boolean;
}

const containerOf = (member: Member): ProjectContainer => {
  const { id, name, number, oneOff, state, status, health, exitCode, image, ports } = member;
  return { id, name, number, oneOff, state, status, health, exitCode, image, ports: [...ports] };
};

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : Number(a.name > b.name);

function serviceOf(name: string, model: ModelService | undefined, members: readonly Member[]): ProjectService {
  return {
    name,
    image: [model?.image, members[0]?.image].find((image) => image !== undefined && image !== '') ?? '',
    builds: model?.builds ?? false,
    inFiles: model !== undefined,
    enabled: true,
    profiles: [...(model?.profiles ?? [])],
    replicas: model?.replicas ?? 0,
    healthcheck: model?.healthcheck ?? members.some(({ health }) => health !== 'none'),
    dependsOn: (model?.dependsOn ?? []).map((each) => ({ ...each })),
    level: null,
    containers: members.toSorted((a, b) => Number(a.oneOff) - Number(b.oneOff) || a.number - b.number).map(containerOf),
  };
}

/** Those of no level come last. */
const startOrder = (a: ProjectService, b: ProjectService): number =>
  (a.level ?? Infinity) - (b.level ?? Infinity) || byName(a, b);

function servicesOf({ place, members }: Identity, model: ComposeModel | null): ProjectService[] {
  const names = new Set([...(model?.services.keys() ?? []), ...members.map(({ service }) => service)]);
  const services = [...names].map((name) => {
    const inModel = model?.services.get(name);
    const own = members.filter(({ service }) => service === name);
    const enabled = inModel === undefined || isEnabled(inModel.profiles, place?.profiles);
    return { ...serviceOf(name, inModel, own), enabled };
  });
  const levels = levelsOf(services);
  return services
    .map((service) => ({ ...service, level: levels.get(service.name) ?? null }))
    .sort((a, b) => (a.level === b.level ? byName(a, b) : startOrder(a, b)));
}

interface PartGround {
  readonly kind: ProjectPart['kind'];
  readonly project: string;
  readonly members: readonly Member[];
  readonly inModel: ReadonlyMap<string, ModelPart>;
  readonly inEngine: readonly EnginePart[];
  /** Keys of the parts that a service of the files uses. */
  readonly keysOf: (service: ModelService) => readonly string[];
  readonly services: readonly ModelService[];
}

const namesOf = (kind: ProjectPart['kind'], member: Member): readonly string[] =>
  kind === 'network' ? member.networks : member.volumes;

function partsOf(ground: PartGround): readonly ProjectPart[] {
  const { kind, project, members, inModel, inEngine, keysOf, services } = ground;
  const users = (name: string, key: string): string[] => {
    const said = services.filter((service) => key !== '' && keysOf(service).includes(key)).map((each) => each.name);
    const seen = members.filter((member) => namesOf(kind, member).includes(name)).map(({ service }) => service);
    return [...new Set([...said, ...seen])].sort();
  };
  const wished = [...inModel.values()].map(({ key, name, external, driver }) => {
    const there = inEngine.find((part) => part.name === name);
    const exists = there !== undefined;
    return { kind, key, name, external, exists, driver: there?.driver ?? driver, services: users(name, key) };
  });
  const names = new Set(wished.map(({ name }) => name));
  const used = new Set(members.flatMap((member) => namesOf(kind, member)));
  const others = inEngine
    .filter(({ name, ...part }) => !names.has(name) && (part.project === project || used.has(name)))
    .map(({ name, driver, ...part }) => {
      // One that they only share is somebody else's.
      const external = part.project !== project && !part.anonymous;
      return { kind, key: '', name, external, exists: true, driver, services: users(name, '') };
    });
  return [...wished, ...others.sort(byName)];
}

export function detailsOf(identity: Identity, { row, files, snapshot, stale }: DetailsGround): ProjectDetails {
  const { name: project, members, place } = identity;
  const model = files?.model ?? null;
  const services = [...(model?.services.values() ?? [])];
  const both = { project, members, services };
  const none = new Map<string, ModelPart>();
  const networks = partsOf({
    ...{ ...both, kind: 'network', inModel: model?.networks ?? none, inEngine: snapshot?.networks ?? [] },
    keysOf: (service) => service.networks,
  });
  const volumes = partsOf({
    ...{ ...both, kind: 'volume', inModel: model?.volumes ?? none, inEngine: snapshot?.volumes ?? [] },
    keysOf: (service) => service.volumes,
  });
  return {
    ...{ row, stale, services: servicesOf(identity, model), parts: [...networks, ...volumes] },
    files: [...(model?.files ?? place?.files ?? [])],
    profiles: [...(model?.profiles ?? [])],
  };
}
