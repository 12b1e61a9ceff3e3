import type { ContainerSpec } from '../../contract/spec';
import { list, record, text } from '../engine/loose';
import { configOf, type CreateRequest, endpointOf, type NetworkConnect, requestOf } from './create-request';
import { hostConfigOf } from './host-config';
import { aliasesOf, endpointsInOrder } from './inspected-networks';
import { inDockersTerms } from './podman-inspect';
import { isSame } from './same';

type Body = Readonly<Record<string, unknown>>;

/** Keys that the engine reads together: when one is another, all are said anew. */
const TOGETHER: readonly (readonly string[])[] = [
  ['Memory', 'MemorySwap'],
  ['NanoCpus', 'CpuPeriod', 'CpuQuota'],
  ['Privileged', 'SecurityOpt', 'MaskedPaths', 'ReadonlyPaths'],
];

/** Keys of `HostConfig` that inspect words otherwise than creation does, or that hold for one container only. */
const ALWAYS_SAID: readonly string[] = ['Binds', 'Links', 'NetworkMode'];
const NEVER_KEPT: readonly string[] = ['ContainerIDFile'];

/** How a terminal is attached is not the form's business. */
const ATTACHED: readonly string[] = ['AttachStdin', 'AttachStdout', 'AttachStderr', 'StdinOnce'];

const entriesOf = (body: Body, is: (key: string) => boolean): Body =>
  Object.fromEntries(Object.entries(body).filter(([key]) => is(key)));

const changedKeys = (before: Body, after: Body): ReadonlySet<string> => {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => !isSame(before[key], after[key]));
  return new Set([...changed, ...TOGETHER.filter((group) => group.some((key) => changed.includes(key))).flat()]);
};

const targetOf = (mount: unknown): string => text(record(mount).Target);

/** Mounts that are as they were keep all that the engine knows of them; anonymous ones get the name they have. */
function mountsOf(was: unknown, before: Body, after: Body): readonly unknown[] {
  const kept = (mount: unknown): unknown => {
    const unchanged = list(before.Mounts).some((each) => isSame(each, mount));
    const known = list(was).find((each) => targetOf(each) === targetOf(mount));
    return unchanged && known !== undefined ? { ...record(known), Source: record(mount).Source } : mount;
  };
  return list(after.Mounts).map(kept);
}

function hostConfig(inspect: unknown, before: ContainerSpec, after: ContainerSpec): Body {
  const was = record(record(inspect).HostConfig);
  const bodies = { before: hostConfigOf(before), after: hostConfigOf(after) };
  const changed = changedKeys(bodies.before, bodies.after);
  return {
    ...entriesOf(was, (key) => !changed.has(key) && !NEVER_KEPT.includes(key)),
    ...entriesOf(bodies.after, (key) => changed.has(key) || ALWAYS_SAID.includes(key)),
    Mounts: mountsOf(was.Mounts, bodies.before, bodies.after),
  };
}

/** The spec knows all of `Config` that can be said; what it leaves out is the image's, also when that is a newer one. */
function config(inspect: unknown, before: ContainerSpec, after: ContainerSpec): Body {
  const was = record(record(inspect).Config);
  const now = configOf(after);
  const known = new Set([...Object.keys(configOf(before)), ...Object.keys(now)]);
  const imageOnly = ['Healthcheck', 'StopSignal', 'Shell', 'OnBuild', 'ArgsEscaped'];
  const unknown = entriesOf(was, (key) => !known.has(key) && !imageOnly.includes(key));
  return { ...unknown, ...now, ...entriesOf(was, (key) => ATTACHED.includes(key)) };
}

const KEPT_OF_ENDPOINT = ['IPAMConfig', 'Links', 'DriverOpts', 'GwPriority'];

/** What was asked for of an endpoint, without what the engine found for it. */
function endpoint(was: unknown, inspect: unknown, macAddress: string): Body {
  const kept = entriesOf(record(was), (key) => KEPT_OF_ENDPOINT.includes(key) && record(was)[key] !== null);
  const aliases = aliasesOf(was, inspect);
  return {
    ...kept,
    ...(aliases.length > 0 && { Aliases: aliases }),
    ...(macAddress !== '' && { MacAddress: macAddress }),
  };
}

function connects(inspect: unknown, before: ContainerSpec, after: ContainerSpec): readonly NetworkConnect[] {
  if (after.networkMode !== '') return [];
  const linksKept = isSame(before.links, after.links);
  const was = endpointsInOrder(inspect);
  return after.networks.map((network, index) => {
    const at = before.networks.findIndex((each) => isSame(each, network));
    const known = at === -1 || (index === 0 && !linksKept) ? undefined : was[at];
    return {
      network: network.name,
      endpoint:
        known === undefined
          ? endpointOf(network, index === 0 ? after.links : [])
          : endpoint(known[1], inspect, network.macAddress),
    };
  });
}

/**
 * What makes the container of `inspect` (`GET /containers/{id}/json`) anew, with only what differs between `before` (its
 * `specOfInspect`) and `after` said otherwise: nothing that a spec does not know is lost. What merely came from the image
 * is left to the image, so that a newer one's defaults hold. Anonymous volumes are carried over by name.
 */
export function recreateRequest(told: unknown, before: ContainerSpec, after: ContainerSpec): CreateRequest {
  const inspect = inDockersTerms(told);
  const body = { ...config(inspect, before, after), HostConfig: hostConfig(inspect, before, after) };
  return requestOf(after, body, connects(inspect, before, after));
}
