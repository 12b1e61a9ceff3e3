import type { ComposeText } from '../../contract/recreate';
import { text } from '../engine/loose';
import { composeOf } from '../spec/compose/compose';
import { type ComposeService, ownNetworks } from '../spec/compose/facts';
import { volumeNames } from '../spec/compose/mounts';
import { unsaid } from '../spec/compose/service';
import type { Calls } from './calls';
import { type Reading, readContainer } from './reading';
import { say } from '../../../texts/say';

/** Made by Compose they would not be the ones that are there, with what is in them. */
const NOTHING_MADE = { made: { networks: [], volumes: [] } } as const;

/** Rejects with EngineError. */
export async function composeText(calls: Calls, ids: readonly string[]): Promise<ComposeText> {
  const readings: Reading[] = [];
  for (const id of new Set(ids)) readings.push(await readContainer(calls, id));
  const services = servicesOf(readings);
  return { yaml: composeOf(services, NOTHING_MADE), warnings: warningsOf(services) };
}

const PROJECT = 'com.docker.compose.';

/** By the names they had in a compose file, where those are not the same ones; else by their own. */
function servicesOf(readings: readonly Reading[]): readonly ComposeService[] {
  const taken = new Set<string>();
  return readings.map(({ seen, spec }) => {
    const wanted = text(seen.labels['com.docker.compose.service']);
    const service = wanted === '' || taken.has(wanted) ? seen.name : wanted;
    taken.add(service);
    // Compose gives them labels of its own.
    const labels = spec.labels.filter(({ name }) => !name.startsWith(PROJECT));
    return { service, id: seen.id, spec: { ...spec, name: seen.name, labels } };
  });
}

function warningsOf(services: readonly ComposeService[]): string[] {
  const specs = services.map(({ spec }) => spec);
  const volumes = [...new Set(specs.flatMap(({ mounts }) => volumeNames(mounts)))];
  const networks = [...new Set(specs.flatMap((spec) => ownNetworks(spec).map(({ name }) => name)))];
  return [
    say('The containers get the names they have now: remove these before the file is used here.'),
    ...(volumes.length === 0
      ? []
      : [say('Used as they are, and must be there: the volumes {volumes}.', { volumes: volumes.join(', ') })]),
    ...(networks.length === 0
      ? []
      : [say('Used as they are, and must be there: the networks {networks}.', { networks: networks.join(', ') })]),
    ...(specs.some(({ env }) => env.length > 0)
      ? [say('It holds the values of environment variables in clear text.')]
      : []),
    ...services.flatMap(({ service, spec }) =>
      unsaid(spec).map((flag) => say('{service}: a compose file has no place for {flag}.', { service, flag })),
    ),
  ];
}
