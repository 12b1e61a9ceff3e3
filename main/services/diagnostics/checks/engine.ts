import type { Candidate } from '../../../contract/engine';
import { record, text } from '../../engine/loose';
import type { Check, DiagnosticsOptions, Repair, Verdict } from '../types';
import { noEngine, placeOf, toCopy, toShow } from './ground';

const PINGS = 3;
const SLOW_MS = 1000;
const TOLD_CANDIDATES = 8;
const SKEW_OK_MS = 2000;
const SKEW_BAD_MS = 30_000;

const candidateLine = ({ name, url, state, reason }: Candidate): string =>
  `${name}${url === '' || url === name ? '' : ` (${url})`}: ${state}${reason === '' ? '' : `, ${reason}`}`;

/** Looks for engines again; this connects to one that is there. */
const lookAgain = ({ engine, t }: DiagnosticsOptions): Repair => ({
  ...{ kind: 'run', label: t('Look again'), command: '', route: '' },
  act: async () => {
    await engine.rescan();
    const { state, engine: used } = engine.state().status;
    return state === 'connected' ? t('Connected to {name}.', { name: used?.name ?? '' }) : t('None answers yet.');
  },
});

async function reach(options: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const { engine, t } = options;
  const { status, candidates } = engine.state();
  const evidence = [`${status.engine?.name ?? '-'} (${status.engine?.url ?? '-'}): ${status.state}`];
  if (status.state !== 'connected') {
    const others = candidates.slice(0, TOLD_CANDIDATES).map(candidateLine);
    const fix = candidates.find(({ key }) => key === status.engine?.key)?.fix ?? candidates[0]?.fix ?? null;
    const repair = fix === null ? lookAgain(options) : toCopy(t('Start the engine'), fix);
    return { state: 'fail', evidence: [...evidence, ...others], detail: status.reason, repair };
  }
  const took: number[] = [];
  for (let ping = 0; ping < PINGS; ping++) {
    const sentAt = performance.now();
    await engine.client.text({ method: 'GET', path: '/_ping', timeoutMs: 5000, signal });
    took.push(Math.round((performance.now() - sentAt) * 10) / 10);
  }
  const slowest = Math.max(...took);
  return {
    state: slowest > SLOW_MS ? 'warn' : 'ok',
    evidence: [...evidence, `GET /_ping: ${took.map((ms) => `${String(ms)} ms`).join(', ')}`],
    detail: slowest > SLOW_MS ? t('The engine answers slowly: it, or the computer, is busy.') : '',
  };
}

async function versions({ engine, t }: DiagnosticsOptions): Promise<Verdict> {
  const { status, candidates } = engine.state();
  const used = candidates.find(({ key }) => key === status.engine?.key);
  if (used?.state === 'too-old' || used?.state === 'too-new')
    return { state: 'fail', evidence: [candidateLine(used)], detail: used.reason };
  if (status.state !== 'connected') return noEngine(t);
  const facts = await engine.facts();
  const evidence = [
    `engine ${facts.version}, API ${facts.minApiVersion || '?'} to ${facts.apiVersion}, in use ${facts.negotiatedApiVersion}`,
    `${facts.operatingSystem}, ${facts.kernelVersion}, ${facts.architecture}, ${facts.storageDriver}`,
    ...facts.warnings,
  ];
  const warned = facts.warnings.length > 0;
  return {
    state: warned ? 'warn' : 'ok',
    evidence,
    detail: warned ? t('The engine itself warns of something.') : '',
  };
}

/** Engine minus this computer, ms: `/info` says its time to the nanosecond. null: it does not say. */
async function skewOf({ client }: DiagnosticsOptions['engine'], signal: AbortSignal): Promise<Skew | null> {
  const sentAt = Date.now();
  const said = text(record(await client.json({ method: 'GET', path: '/info', signal })).SystemTime);
  const receivedAt = Date.now();
  const time = Date.parse(said);
  if (Number.isNaN(time)) return null;
  // It was read somewhere between; being late is no fault of the clock.
  const ms = time < sentAt ? time - sentAt : time > receivedAt ? time - receivedAt : 0;
  return { ms, said, roundTripMs: receivedAt - sentAt };
}

interface Skew {
  readonly ms: number;
  readonly said: string;
  readonly roundTripMs: number;
}

async function clock(options: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const { engine, t } = options;
  const place = placeOf(options);
  if (place === null) return noEngine(t);
  const skew = await skewOf(engine, signal);
  const bySecond = engine.state().status.clockSkewMs;
  const ms = skew?.ms ?? bySecond;
  const off = Math.abs(ms);
  const sign = ms >= 0 ? '+' : '-';
  const evidence = [
    `engine ${skew?.said ?? '?'}, this computer ${new Date().toISOString()}`,
    `difference ${sign}${(off / 1000).toFixed(off < 10_000 ? 3 : 0)} s, round trip ${String(skew?.roundTripMs ?? '?')} ms`,
  ];
  if (off <= SKEW_OK_MS) return { state: 'ok', evidence };
  const detail = t('The clocks differ: tokens and certificates may be refused, and times in logs are off.');
  const repair =
    place === 'machine'
      ? toShow(t('Show the machine'), '/engine')
      : toCopy(t('Set the clock by the network, on the computer that is wrong'), 'sudo timedatectl set-ntp true');
  return { state: off > SKEW_BAD_MS ? 'fail' : 'warn', evidence, detail, repair };
}

export const engineChecks = (options: DiagnosticsOptions): readonly Check[] => {
  const { t } = options;
  return [
    { id: 'D01', title: t('The engine answers'), look: (signal) => reach(options, signal) },
    { id: 'D03', title: t('API version'), look: () => versions(options) },
    { id: 'D06', title: t('Clock of the engine'), look: (signal) => clock(options, signal) },
  ];
};
