import * as v from 'valibot';

/** A port as a running container has published it in the guest. */
export interface PublishedPort {
  readonly containerId: string;
  readonly containerName: string;
  readonly protocol: 'tcp' | 'udp';
  /** As the engine says it: empty, `0.0.0.0`, `::`, or an explicit address; not checked. */
  readonly ip: string;
  readonly port: number;
  readonly containerPort: number;
}

const NAME_LIMIT = 200;
const portNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

const portSchema = v.object({
  IP: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
  PrivatePort: portNumber,
  PublicPort: portNumber,
  Type: v.picklist(['tcp', 'udp']),
});
const containerSchema = v.object({
  Id: v.pipe(v.string(), v.regex(/^[0-9a-f]{12,64}$/)),
  Names: v.optional(v.nullable(v.array(v.unknown())), []),
  Ports: v.optional(v.nullable(v.array(v.unknown())), []),
});

/** From the answer of `/containers/json`; null when it is not a list. What is not published, or no TCP or UDP, is left out. */
export function readPublished(json: unknown): readonly PublishedPort[] | null {
  if (!Array.isArray(json)) return null;
  return json.flatMap((entry: unknown) => {
    const container = v.safeParse(containerSchema, entry);
    return container.success ? portsOf(container.output) : [];
  });
}

function portsOf({ Id, Names, Ports }: v.InferOutput<typeof containerSchema>): PublishedPort[] {
  // Names given by links (`/other/alias`) are not its own.
  const names = (Names ?? []).flatMap((name) => (typeof name === 'string' ? [name.replace(/^\//, '')] : []));
  const containerName = (names.find((name) => !name.includes('/')) ?? Id.slice(0, 12)).slice(0, NAME_LIMIT);
  return (Ports ?? []).flatMap((entry) => {
    const port = v.safeParse(portSchema, entry);
    if (!port.success) return [];
    const { IP, PrivatePort, PublicPort, Type } = port.output;
    return [{ containerId: Id, containerName, protocol: Type, ip: IP, port: PublicPort, containerPort: PrivatePort }];
  });
}
