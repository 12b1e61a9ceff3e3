import type { ComposeProblem } from '../../../contract/compose-files';
import type { CheckedBind } from '../../../contract/machine';
import type { PortsCheck, WantedPort } from '../../../contract/ports';
import { type At, itemsOf, nodeAt, textOf } from '../reading/tree';
import { quoted } from '../reading/words';
import type { ModelService } from '../types';
import { type ImageParts, imageProblems } from './images';
import { tell, type Told } from './told';
import { say } from '../../../../texts/say';

export interface RiskParts extends ImageParts {
  /** Who has ports of the host. */
  readonly checkPorts: (wanted: readonly WantedPort[]) => Promise<PortsCheck>;
  /** Whether the engine's machine sees folders of this computer; none where it needs no shares. */
  readonly checkBinds: (sources: readonly string[]) => Promise<readonly CheckedBind[]>;
}

const MOST_BINDS = 256;

/** Services whose containers are begun. */
const begun = ({ entries, model }: Told): readonly ModelService[] =>
  entries
    .filter(({ kind, action }) => kind === 'service' && ['create', 'recreate', 'start'].includes(action))
    .flatMap(({ name }) => model.services.get(name) ?? []);

const isProtocol = (said: string): said is WantedPort['protocol'] => ['tcp', 'udp', 'sctp'].includes(said);

interface Asked {
  readonly wanted: WantedPort;
  readonly at: At | null;
}

function portsOf(told: Told): readonly Asked[] {
  return begun(told).flatMap((service) => {
    const nodes = itemsOf(nodeAt(told.reading.project, 'services', service.name, 'ports'));
    return service.ports.flatMap(({ hostIp, hostPort, protocol }, index): Asked[] => {
      if (hostPort === null || !isProtocol(protocol)) return [];
      return [{ wanted: { hostIp, hostPort, protocol }, at: nodes[index]?.at ?? null }];
    });
  });
}

async function portProblems(told: Told, { checkPorts }: RiskParts): Promise<ComposeProblem[]> {
  const asked = portsOf(told);
  if (asked.length === 0) return [];
  const { taken, free } = await checkPorts(asked.map(({ wanted }) => wanted));
  const own = new Set(told.state.held.map(({ member }) => member.id));
  return taken.flatMap(({ index, by, container }) => {
    const one = asked[index];
    // Its own containers give it free when they are made anew; the same port twice in the files is told by the check.
    if (one === undefined || (container !== null && own.has(container.id)) || by === 'another line of this list')
      return [];
    const { hostPort, protocol } = one.wanted;
    const advice = free[index] === undefined ? '' : say('Port {free} is free.', { free: free[index] });
    return [
      tell(one.at, 'error', 'port', [
        say('Port {hostPort}/{protocol} is taken by {by}.', { hostPort, protocol, by }),
        advice,
      ]),
    ];
  });
}

async function bindProblems(told: Told, { checkBinds }: RiskParts): Promise<ComposeProblem[]> {
  const mounts = begun(told)
    .flatMap(({ name }) => itemsOf(nodeAt(told.reading.project, 'services', name, 'volumes')))
    .filter((mount) => textOf(nodeAt(mount, 'type')) === 'bind')
    .slice(0, MOST_BINDS);
  if (mounts.length === 0) return [];
  const checked = await checkBinds(mounts.map((mount) => textOf(nodeAt(mount, 'source')) ?? ''));
  return checked.flatMap(({ message, verdict, addShare }, index) => {
    // What is missing is told by the check of the files.
    if (message === null || verdict === 'missing') return [];
    const advice = addShare === null ? '' : say('Share the folder {addShare} with the Slipway VM.', { addShare });
    return [tell(mounts[index]?.at ?? null, 'error', 'bind', [message, advice])];
  });
}

function externalProblems({ model, state, reading, hashes }: Told): ComposeProblem[] {
  const problems: ComposeProblem[] = [];
  const enabled = [...model.services.values()].filter(({ name }) => hashes.has(name));
  for (const section of ['networks', 'volumes'] as const) {
    const used = new Set(enabled.flatMap((service) => service[section]));
    for (const { key, name, external } of model[section].values()) {
      if (!external || !used.has(key) || state[section].has(name)) continue;
      const what = section === 'networks' ? 'network' : 'volume';
      const at = nodeAt(reading.project, section, key)?.at ?? null;
      const advice = say('Create it first: docker {what} create {name}', { what, name });
      problems.push(
        tell(at, 'error', `missing-${what}`, [
          say('The external {what} {name} is not there.', { what, name: quoted(name) }),
          advice,
        ]),
      );
    }
  }
  return problems;
}

/** What would make the up fail, or surprise. */
export async function risksOf(told: Told, parts: RiskParts, signal: AbortSignal): Promise<readonly ComposeProblem[]> {
  const [ports, binds, images] = await Promise.all([
    portProblems(told, parts),
    bindProblems(told, parts),
    imageProblems(told, parts, signal),
  ]);
  return [...ports, ...binds, ...externalProblems(told), ...images];
}
