import { list, type Loose, record, text } from '../../engine/loose';
import { type EngineClient, EngineError } from '../../engine/types';
import { type EnginePart, type Member, readMembers, readNetworks, readVolumes } from '../projects/members';

/** A container of the project as inspect tells of it. */
export interface Held {
  readonly member: Member;
  readonly inspect: Loose;
}

export interface LocalImage {
  readonly id: string;
  readonly config: Loose;
}

export interface EngineState {
  readonly held: readonly Held[];
  readonly networks: ReadonlyMap<string, EnginePart>;
  readonly volumes: ReadonlyMap<string, EnginePart>;
  /** By reference or id; null: there is none here. */
  readonly image: (reference: string) => Promise<LocalImage | null>;
}

const AT_ONCE = 8;

const ifThere = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  });

function imageReader(client: EngineClient, signal: AbortSignal): EngineState['image'] {
  const known = new Map<string, Promise<LocalImage | null>>();
  const read = async (reference: string): Promise<LocalImage | null> => {
    const path = `/images/${encodeURIComponent(reference)}/json`;
    const said = await ifThere(client.json({ method: 'GET', path, signal }));
    return said === null ? null : { id: text(record(said).Id), config: record(record(said).Config) };
  };
  return (reference) => {
    const asked = known.get(reference) ?? (reference === '' ? Promise.resolve(null) : read(reference));
    known.set(reference, asked);
    return asked;
  };
}

const byName = (parts: readonly EnginePart[]): ReadonlyMap<string, EnginePart> =>
  new Map(parts.map((part) => [part.name, part]));

async function inspectAll(client: EngineClient, members: readonly Member[], signal: AbortSignal): Promise<Held[]> {
  const held: Held[] = [];
  for (let at = 0; at < members.length; at += AT_ONCE)
    await Promise.all(
      members.slice(at, at + AT_ONCE).map(async (member) => {
        const path = `/containers/${member.id}/json`;
        const said = await ifThere(client.json({ method: 'GET', path, signal }));
        // Gone meanwhile: then it is not there.
        if (said !== null) held.push({ member, inspect: record(said) });
      }),
    );
  return held.sort((a, b) => a.member.number - b.member.number);
}

/** What the engine has of a project now. Rejects with EngineError. */
export async function readEngineState(
  client: EngineClient,
  project: string,
  signal: AbortSignal,
): Promise<EngineState> {
  const filters = { label: [`com.docker.compose.project=${project}`] };
  const [containers, networks, volumes] = await Promise.all([
    client.json({ method: 'GET', path: '/containers/json', query: { all: true, filters }, signal }),
    client.json({ method: 'GET', path: '/networks', signal }),
    client.json({ method: 'GET', path: '/volumes', signal }),
  ]);
  const members = readMembers(containers).filter(({ oneOff }) => !oneOff);
  return {
    held: await inspectAll(client, members, signal),
    ...{ networks: byName(readNetworks(networks)), volumes: byName(readVolumes(volumes)) },
    image: imageReader(client, signal),
  };
}

export const labelsOf = (inspect: Loose): Loose => record(record(inspect.Config).Labels);
export const textsOf = (value: unknown): readonly string[] => list(value).map(text);
