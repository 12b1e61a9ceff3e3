import dns from 'node:dns/promises';
import os from 'node:os';
import { createTexts } from '../../texts/translate';
import type { CheckId } from '../contract/diagnostics';
import { diagnosticsHandlers } from '../rpc/diagnostics';
import type { CommandLog } from '../services/commands/commands';
import type { Compose } from '../services/compose/compose';
import { createDiagnostics, type Diagnostics } from '../services/diagnostics/diagnostics';
import type { InsideAnswer } from '../services/diagnostics/types';
import { list, record, text } from '../services/engine/loose';
import type { EngineClient } from '../services/engine/types';
import type { AppLog } from '../services/log/log';
import { askInside } from '../services/networks/reach/run-inside';
import type { Clients } from '../services/registries/clients';
import type { Credentials } from '../services/registry/credentials/credentials';
import { RegistryFault } from '../services/registry/faults';
import { canonicalRegistry, DOCKER_HUB } from '../services/registry/reference';
import type { Redactor } from '../services/shell/redact';
import type { Transfers } from '../services/shell/transfers';
import { createWakeGuard, type Found, type Probe } from '../services/wake/wake-guard';
import type { AppOptions } from './options';
import type { Ground } from './shaping';

interface Others {
  readonly appLog: AppLog;
  readonly redactor: Pick<Redactor, 'redact'>;
  readonly commands: Pick<CommandLog, 'entries'>;
  readonly transfers: Transfers;
  readonly clients: Clients;
  readonly credentials: Pick<Credentials, 'list'>;
  readonly compose: Pick<Compose, 'cli'>;
}

/** Self-tests, bug bundles, Slipway's own log, and the guard that looks after a sleep. */
export function createDiagnosing(options: AppOptions, ground: Ground, others: Others) {
  const { engine, machine, settings } = ground;
  const { appLog, redactor, commands, transfers, clients, credentials, compose } = others;
  const { version, host, platform, dataDir, homeDir, user, env } = options;
  const { t } = ground;
  const registries = (signal: AbortSignal) => registriesInUse(engine.client, credentials, signal);
  const diagnostics = createDiagnostics({
    // Reports are read by those who mend Slipway.
    ...{ t, english: createTexts('en', {}).t, engine, redact: redactor.redact, registries, transfers, log: appLog },
    about: { version, host, platform, dataDir, homeDir, user, env },
    machine: () => machine.state(),
    settings: () => settings.state(),
    commands: () => commands.entries(),
    wake: () => wake.report(),
    pingRegistry: (registry, signal) => pinged(clients, registry, signal),
    askInside: (id, name, signal) => askedInside(engine.client, { id, name }, signal),
    composeCli: () => compose.cli(),
    updatesFeed: () => options.updatesFeed?.() ?? null,
  });
  const names = async (signal: AbortSignal): Promise<Found> => namesFound(await registries(signal));
  const engineProbe = probeOf(diagnostics, 'D01', 'engine');
  /** One that was gone before did not go by that. */
  const lookAtEngine = async (signal: AbortSignal): Promise<Found> => {
    const { state, since } = engine.state().status;
    const { at = 0, ms = 0 } = wake.report() ?? {};
    if (state !== 'connected' && since < at - Math.abs(ms)) return { state: 'skipped', words: 'there was none before' };
    return engineProbe.look(signal);
  };
  const wake = createWakeGuard({
    log: ground.log,
    probes: [
      { what: 'engine', look: lookAtEngine, mend: () => engine.rescan() },
      probeOf(diagnostics, 'D06', 'clock of the engine'),
      { what: 'names', look: names },
      probeOf(diagnostics, 'D09', 'published ports'),
    ],
  });
  const stopResume = options.onResume?.(() => wake.resumed());
  return {
    handlers: {
      diagnostics: diagnosticsHandlers({ diagnostics, wake, log: appLog, openFolder: options.openPath ?? null }),
    },
    close: () => {
      stopResume?.();
      wake.close();
    },
  };
}

/** Of images that came from one, and of logins. Those that nobody uses are not asked. */
async function registriesInUse(
  client: EngineClient,
  credentials: Pick<Credentials, 'list'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [images, known] = await Promise.all([
    client.json({ method: 'GET', path: '/images/json', signal }).catch(() => []),
    credentials.list().catch(() => ({ logins: [] })),
  ]);
  const digests = list(images).flatMap((image) => list(record(image).RepoDigests).map(text));
  const ofImages = digests.map((digest) => digest.split('/')[0] ?? '').filter((host) => /[.:]|^localhost$/.test(host));
  const fromHub = digests.some((digest) => !/^[^/@]*[.:][^/@]*\/|^localhost\//.test(digest));
  const found = [...ofImages, ...(fromHub ? [DOCKER_HUB] : []), ...known.logins.map(({ registry }) => registry)];
  const distinct = [...new Set(found.map(canonicalRegistry))];
  return distinct.length === 0 ? [DOCKER_HUB] : distinct;
}

async function pinged(clients: Clients, registry: string, signal: AbortSignal): Promise<string> {
  try {
    const client = await clients.of(registry);
    await client.ping(signal);
    return '';
  } catch (error) {
    if (!(error instanceof RegistryFault)) return error instanceof Error ? error.message : String(error);
    const { kind, detail } = error.data;
    // It is there, and asks who it is.
    return kind === 'unauthorized' ? '' : [kind, detail].filter(Boolean).join(': ');
  }
}

async function askedInside(
  client: EngineClient,
  { id, name }: { readonly id: string; readonly name: string },
  signal: AbortSignal,
): Promise<InsideAnswer | null> {
  const questions = [
    { kind: 'dns', name },
    { kind: 'tcp', address: name, port: 443 },
  ] as const;
  const ran = await askInside(client, id, questions, signal);
  if (ran === null) return null;
  const tried = ran.answers.tries.get(1);
  const connects = tried === undefined || tried.outcome === 'unknown' ? null : tried.outcome === 'connected';
  return { addresses: ran.answers.names.get(0) ?? [], connects, words: tried?.detail ?? '' };
}

async function namesFound(registries: readonly string[]): Promise<Found> {
  const addresses = Object.values(os.networkInterfaces()).flatMap((each) => each ?? []);
  if (addresses.every(({ internal }) => internal)) return { state: 'skipped', words: 'no network' };
  const name = (registries[0] ?? DOCKER_HUB).replace(/:\d+$/, '');
  const found = await dns.lookup(name);
  return { state: 'ok', words: `${name}: ${found.address}` };
}

/** A check as a probe: what only warns is no failure to come back. */
const probeOf = (diagnostics: Diagnostics, id: CheckId, what: string): Probe => ({
  what,
  look: async (signal) => {
    let found: Found = { state: 'skipped', words: '' };
    for await (const { state, evidence, detail } of diagnostics.run([id], signal)) {
      const words = [detail, ...evidence.slice(0, 1)].filter(Boolean).join('; ');
      if (state === 'fail') found = { state: 'failed', words };
      else if (state === 'skipped') found = { state, words: detail };
      else if (state !== 'running') found = { state: 'ok', words: evidence.at(-1) ?? '' };
    }
    return found;
  },
});
