import type { VolumeSpec } from '../../contract/volumes';
import type { EngineClient } from '../engine/types';
import { VolumeFault } from './fault';
import { createVolume, readVolume } from './requests';
import { say } from '../../../texts/say';

/** As the engine has it, told in words before it is asked. */
export function nameProblem(name: string): string | null {
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return null;
  return name.length < 2
    ? say('A name has at least two characters.')
    : say('Letters, digits, "_", "." and "-" only; the first is a letter or a digit.');
}

const differ = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(Object.entries(a).sort()) !== JSON.stringify(Object.entries(b).sort());

/**
 * Makes a volume that is not there yet. Rejects with EngineError, or VolumeFault `bad-name` or `exists`: asked to make one that is
 * there, the engine gives that one without a word, whatever it was made with.
 */
export async function createNew(client: EngineClient, spec: VolumeSpec): Promise<string> {
  const { name } = spec;
  if (name === '') return createVolume(client, spec);
  const problem = nameProblem(name);
  if (problem !== null) throw new VolumeFault('bad-name', name, problem);
  const there = await readVolume(client, name);
  if (there !== null) {
    const other = [
      ...(there.driver === spec.driver ? [] : [say('its driver is {driver}', { driver: there.driver })]),
      ...(differ(there.options, spec.options) ? [say('it has other options')] : []),
      ...(differ(there.labels, spec.labels) ? [say('it has other labels')] : []),
    ];
    throw new VolumeFault('exists', name, other.join(', '));
  }
  return createVolume(client, spec);
}
