import type { Candidate } from '../../contract/engine';
import type { Named } from './discovered';
import { discover, type Discovery, type Sources } from './discovery';
import type { Failure } from './failure';
import type { Outcome } from './ping';
import { probe, type Answer } from './probe';
import { remedy } from './remedy';
import { needsConsent } from './target';
import { say } from '../../../texts/say';

/** All engines that may be there, and what is known of each. */
export interface Roster {
  /** Looks for engines again, without asking them. */
  refresh(wanted: string | null): Promise<void>;
  engines(): readonly Named[];
  /** By any of its keys. */
  get(key: string): Named | null;
  candidates(): readonly Candidate[];
  /** Asks it, unless that needs a yes that was not given. Never rejects; within 3 s. */
  probe(engine: Named, signal: AbortSignal): Promise<Outcome<Answer>>;
  mark(engine: Named, outcome: Outcome<Answer>): void;
  /** Whether the docker CLI by itself reaches this one. */
  isCliDefault(engine: Named): boolean;
}

type Finding = Pick<Candidate, 'state' | 'reason' | 'fix' | 'version' | 'apiVersion'>;

const PROBING: Finding = { state: 'probing', reason: '', fix: null, version: null, apiVersion: null };

export interface RosterOptions extends Sources {
  readonly consented: (url: string) => boolean;
  readonly onChange: () => void;
}

export function createRoster({ consented, onChange, ...sources }: RosterOptions): Roster {
  const { system } = sources;
  let discovery: Discovery = { engines: [], cliDefault: null };
  const findings = new Map<string, Finding>();

  const note = (engine: Named, finding: Finding): void => {
    const before = findings.get(engine.key);
    if (JSON.stringify(before) === JSON.stringify(finding)) return;
    findings.set(engine.key, finding);
    onChange();
  };
  const mark = (engine: Named, outcome: Outcome<Answer>): void =>
    note(engine, outcome.ok ? connected(outcome.value) : failed(engine, outcome.failure, system.platform));
  const get = (key: string): Named | null => discovery.engines.find(({ keys }) => keys.includes(key)) ?? null;

  return {
    refresh: async (wanted) => {
      const before = JSON.stringify(discovery);
      discovery = await discover(sources, wanted);
      const keys = new Set(discovery.engines.map(({ key }) => key));
      for (const key of findings.keys()) if (!keys.has(key)) findings.delete(key);
      if (JSON.stringify(discovery) !== before) onChange();
    },
    engines: () => discovery.engines,
    get,
    candidates: () =>
      discovery.engines.map((engine) => {
        const { key, name, url, source } = engine;
        return { key, name, url, source, ...(findings.get(key) ?? PROBING) };
      }),
    probe: async (engine, signal) => {
      const outcome = await ask(engine, consented, signal);
      if (!signal.aborted) mark(engine, outcome);
      return outcome;
    },
    mark,
    isCliDefault: ({ keys }) => discovery.cliDefault !== null && keys.includes(discovery.cliDefault),
  };
}

const connected = ({ version, apiVersion }: Answer): Finding => ({
  state: 'connected',
  reason: '',
  fix: null,
  version,
  apiVersion,
});

const failed = (engine: Named, failure: Failure, platform: NodeJS.Platform): Finding => ({
  state: failure.state,
  reason: failure.reason,
  fix: remedy(engine, failure, platform),
  version: null,
  apiVersion: null,
});

async function ask(
  { url, reach }: Named,
  consented: (url: string) => boolean,
  signal: AbortSignal,
): Promise<Outcome<Answer>> {
  if ('failure' in reach) return { ok: false, failure: reach.failure };
  if (!needsConsent(reach.target) || consented(url)) return probe(reach.target, signal);
  const reason = say(
    'The connection to {url} is not encrypted: whoever is on the way can read it and command that engine.',
    { url },
  );
  return { ok: false, failure: { state: 'consent-needed', reason, code: null } };
}
