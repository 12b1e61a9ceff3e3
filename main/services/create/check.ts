import { BlockList, isIP } from 'node:net';
import type { ContainerSpec, SpecProblem } from '../../contract/spec';
import { portRange } from '../spec/port-range';
import { specProblems } from '../spec/problems/problems';
import { freeName } from './begin';
import { bindProblems } from './binds';
import { freePorts, isHeldHere, nextFree, overlaps } from './host-ports';
import { inspectImage, type Inventory, takeInventory } from './inventory';
import { type CreateOptions, enginePlace } from './types';
import { verbatim } from '../../../texts/said';
import { say, sayAll } from '../../../texts/say';

export interface Checked {
  readonly problems: SpecProblem[];
  readonly imageMissing: boolean;
}

const error = (path: string, message: string): SpecProblem => ({ path, message, severity: 'error' });
const warning = (path: string, message: string): SpecProblem => ({ path, message, severity: 'warning' });

/** What is wrong with it by itself, and on this engine as it is now. `replacing`: a container that makes room for it. */
export async function checkSpec(
  options: CreateOptions,
  wish: { readonly spec: ContainerSpec; readonly replacing: string | null },
  signal: AbortSignal,
): Promise<Checked> {
  const { spec, replacing } = wish;
  const { client } = options.engine;
  const [all, image] = await Promise.all([
    takeInventory(client, signal),
    spec.image.trim() === '' ? undefined : inspectImage(client, spec.image.trim(), signal),
  ]);
  const isOther = ({ id }: { readonly id: string }): boolean => id !== replacing;
  const others = { ...all, containers: all.containers.filter(isOther), ports: all.ports.filter(isOther) };
  const own = replacing === null ? [] : all.ports.filter((port) => !isOther(port));
  const problems = [
    ...specProblems(spec),
    ...(image === null ? [warning('image', say('It is not on this engine: it is pulled first.'))] : []),
    ...nameProblems(spec, others),
    ...networkProblems(spec, others),
    ...volumeProblems(spec, others),
    ...limitProblems(spec, others),
    ...(await portProblems(options, spec, { ...others, own })),
    ...(await bindProblems(options, spec, all.info.kernel)),
  ];
  return { problems, imageMissing: image === null };
}

function nameProblems({ name, networkMode }: ContainerSpec, { containers }: Inventory): SpecProblem[] {
  const names = new Set(containers.flatMap((each) => each.names));
  const [, joined] = /^container:(.+)$/.exec(networkMode) ?? [];
  const isThere = (said: string): boolean => names.has(said) || containers.some(({ id }) => id.startsWith(said));
  return [
    ...(name !== '' && names.has(name)
      ? [error('name', say('Another container has this name. {name} is free.', { name: freeName(name, names) }))]
      : []),
    ...(joined !== undefined && !isThere(joined)
      ? [error('networkMode', say('There is no container {joined}.', { joined }))]
      : []),
  ];
}

/** Whether an address lies in one of the subnets; an unreadable one is not ours to judge. */
function isWithin(address: string, subnets: readonly string[]): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  let known = false;
  for (const subnet of subnets) {
    const [net = '', bits = ''] = subnet.split('/');
    if (isIP(net) !== isIP(address) || !/^\d{1,3}$/.test(bits)) continue;
    list.addSubnet(net, Number(bits), family);
    known = true;
  }
  return !known || list.check(address, family);
}

function networkProblems({ networks }: ContainerSpec, inventory: Inventory): SpecProblem[] {
  return networks.flatMap((network, index) => {
    const path = `networks.${index}`;
    if (network.name === '' || network.name === 'default') return [];
    const found = inventory.networks.find(({ name, id }) => name === network.name || id === network.name);
    if (found === undefined) return [error(`${path}.name`, say('The engine has no network of this name.'))];
    return (['ipv4', 'ipv6'] as const)
      .filter((key) => isIP(network[key]) !== 0 && !isWithin(network[key], found.subnets))
      .map((key) =>
        error(
          `${path}.${key}`,
          say('It is not within {subnets}, as the network is.', { subnets: found.subnets.join(', ') }),
        ),
      );
  });
}

const volumeProblems = ({ mounts }: ContainerSpec, { volumes }: Inventory): SpecProblem[] =>
  mounts.flatMap(({ type, source }, index) =>
    type === 'volume' && source !== '' && !volumes.includes(source)
      ? [warning(`mounts.${index}.source`, say('There is no volume of this name yet: it is made.'))]
      : [],
  );

function limitProblems({ resources }: ContainerSpec, { info }: Inventory): SpecProblem[] {
  const { cpus, memory } = resources;
  return [
    ...(info.cpus > 0 && cpus > info.cpus
      ? [error('resources.cpus', say('The engine has {cpus}, and takes no more.', { cpus: info.cpus }))]
      : []),
    ...(info.memoryBytes > 0 && memory > info.memoryBytes
      ? [warning('resources.memory', say('That is more than the engine’s machine has.'))]
      : []),
  ];
}

/** The most host ports of one line that are looked at one by one. */
const MOST_PORTS = 100;

type Ports = Inventory & { readonly own: Inventory['ports'] };

/** One for each line whose host port cannot be had, with one that can. */
async function portProblems(options: CreateOptions, spec: ContainerSpec, inventory: Ports): Promise<SpecProblem[]> {
  const problems: SpecProblem[] = [];
  const onThisComputer = enginePlace(options) !== 'elsewhere';
  const isFree = freePorts(inventory.ports, onThisComputer);
  for (const [index, { hostPort, containerPort, protocol, hostIp }] of spec.ports.entries()) {
    const range = portRange(hostPort);
    const inside = portRange(containerPort);
    // Of a range for one port the engine takes whichever is free.
    if (range === null || (inside !== null && inside.first === inside.last && range.first !== range.last)) continue;
    for (let port = range.first; port <= Math.min(range.last, range.first + MOST_PORTS); port += 1) {
      const isIt = (each: { readonly port: number; readonly protocol: string; readonly hostIp: string }): boolean =>
        each.port === port && each.protocol === protocol && overlaps(each.hostIp, hostIp);
      const holder = inventory.ports.find(isIt);
      const ours = inventory.own.some(isIt);
      const held = holder === undefined && !ours && onThisComputer && (await isHeldHere(port, protocol, hostIp));
      if (holder === undefined && !held) continue;
      const free = await nextFree({ from: port + 1, protocol, hostIp }, isFree, new Set());
      const program = held ? await options.portHolder({ hostIp, hostPort: port, protocol }).catch(() => null) : null;
      const offer = free === null ? verbatim('') : say('{free} is free.', { free });
      const path = `ports.${index}.hostPort`;
      problems.push(
        holder === undefined
          ? // Where the engine's network is not this computer's, it may be free there.
            warning(
              path,
              sayAll(
                program === null
                  ? say('A program on this computer listens on {port}: the start may fail.', { port })
                  : say('{program} on this computer listens on {port}: the start may fail.', { program, port }),
                offer,
              ),
            )
          : error(path, sayAll(say('The container {by} has {port}.', { by: holder.by, port }), offer)),
      );
      break;
    }
  }
  return problems;
}
