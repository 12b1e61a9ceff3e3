import type { ContainerSpec, SpecNetwork } from '../../contract/spec';
import { recordOf } from './csv';
import { nanoseconds } from './durations';
import { hostConfigOf } from './host-config';
import { anonymousTargets } from './mounts';
import { isUserDefined } from './network-mode';
import { exposedPorts } from './port-bindings';

type Body = Readonly<Record<string, unknown>>;

export interface NetworkConnect {
  /** Name or id. */
  readonly network: string;
  /** `EndpointConfig` of `POST /networks/{id}/connect`. */
  readonly endpoint: Body;
}

/** What makes a container: `POST /containers/create`, and the networks it is connected to after that. */
export interface CreateRequest {
  readonly query: { readonly name?: string; readonly platform?: string };
  /** `Config` with `HostConfig` and, with at most one network, `NetworkingConfig`. */
  readonly body: Body;
  readonly connects: readonly NetworkConnect[];
}

function healthcheck({ health }: ContainerSpec): Body | undefined {
  if (health.mode === 'image') return undefined;
  if (health.mode === 'none') return { Test: ['NONE'] };
  const times = {
    Interval: nanoseconds(health.interval),
    Timeout: nanoseconds(health.timeout),
    StartPeriod: nanoseconds(health.startPeriod),
    StartInterval: nanoseconds(health.startInterval),
    Retries: health.retries,
  };
  const said = Object.entries(times).filter(([, amount]) => amount !== 0);
  return { ...(health.test.length > 0 && { Test: health.test }), ...Object.fromEntries(said) };
}

/** The command line that the engine shall run; nothing said leaves it to the image. */
function commandOf({ command, entrypoint }: ContainerSpec): Body {
  const words = command ?? [];
  // An empty word is how the CLI takes the image's entrypoint away.
  const first = entrypoint?.length === 0 ? [''] : entrypoint;
  return { Cmd: words.length === 0 ? null : words, Entrypoint: first };
}

/** `Config` of the API. */
export function configOf(spec: ContainerSpec): Body {
  const health = healthcheck(spec);
  const macAddress = spec.networkMode === '' ? (spec.networks[0]?.macAddress ?? '') : '';
  return {
    Hostname: spec.hostname,
    Domainname: spec.domainname,
    User: spec.user,
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    ExposedPorts: exposedPorts(spec.ports, spec.expose),
    Tty: spec.tty,
    OpenStdin: spec.interactive,
    StdinOnce: false,
    Env: spec.env.map(({ name, value }) => (value === null ? name : `${name}=${value}`)),
    ...commandOf(spec),
    Image: spec.image,
    Volumes: Object.fromEntries(anonymousTargets(spec.mounts).map((target) => [target, {}])),
    WorkingDir: spec.workingDir,
    Labels: recordOf(spec.labels),
    ...(health !== undefined && { Healthcheck: health }),
    ...(spec.stopSignal !== '' && { StopSignal: spec.stopSignal }),
    ...(spec.stopTimeout !== null && { StopTimeout: spec.stopTimeout }),
    // Engines before API 1.44 have one for the container, later ones one for each network.
    ...(macAddress !== '' && { MacAddress: macAddress }),
  };
}

/** `EndpointSettings`; links are those of the first network. */
export function endpointOf(network: SpecNetwork, links: readonly string[]): Body {
  const addresses = {
    ...(network.ipv4 !== '' && { IPv4Address: network.ipv4 }),
    ...(network.ipv6 !== '' && { IPv6Address: network.ipv6 }),
    ...(network.linkLocalIps.length > 0 && { LinkLocalIPs: network.linkLocalIps }),
  };
  return {
    ...(Object.keys(addresses).length > 0 && { IPAMConfig: addresses }),
    ...(links.length > 0 && isUserDefined(network.name) && { Links: links }),
    ...(network.aliases.length > 0 && { Aliases: network.aliases }),
    ...(network.macAddress !== '' && { MacAddress: network.macAddress }),
    ...(network.driverOptions.length > 0 && { DriverOpts: recordOf(network.driverOptions) }),
    ...(network.gatewayPriority !== 0 && { GwPriority: network.gatewayPriority }),
  };
}

/** The networks in order; none where the mode is not one of networks. */
export const connectsOf = ({ networkMode, networks, links }: ContainerSpec): readonly NetworkConnect[] =>
  networkMode === ''
    ? networks.map((network, index) => ({
        network: network.name,
        endpoint: endpointOf(network, index === 0 ? links : []),
      }))
    : [];

/** One network goes with the creation, as no engine before API 1.44 takes more. */
export function requestOf(
  spec: Pick<ContainerSpec, 'name' | 'platform'>,
  config: Body,
  all: readonly NetworkConnect[],
): CreateRequest {
  const [first, ...connects] = all;
  const networking = { EndpointsConfig: first === undefined ? {} : { [first.network]: first.endpoint } };
  return {
    query: {
      ...(spec.name !== '' && { name: spec.name }),
      ...(spec.platform !== '' && { platform: spec.platform }),
    },
    body: { ...config, NetworkingConfig: networking },
    connects,
  };
}

/** What the docker CLI 28 asks of the engine for the same `docker run -d`. */
export const createRequest = (spec: ContainerSpec): CreateRequest =>
  requestOf(spec, { ...configOf(spec), HostConfig: hostConfigOf(spec) }, connectsOf(spec));
