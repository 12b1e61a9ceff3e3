import type { CommandEntry } from '../../contract/commands';
import type { CheckId, CheckRepair, CheckResult, WakeReport } from '../../contract/diagnostics';
import type { ComposeCli } from '../../contract/compose';
import type { MachineState } from '../../contract/machine';
import type { SettingsState } from '../../contract/settings';
import type { Texts } from '../../../texts/translate';
import type { Env } from '../engine/env';
import type { Engine } from '../engine/types';
import type { Transfers } from '../shell/transfers';

export interface Repair extends CheckRepair {
  /** Of kind `run`: does it; resolves with what came of it, rejects with why not. */
  readonly act?: (signal: AbortSignal) => Promise<string>;
}

export interface Verdict {
  readonly state: Exclude<CheckResult['state'], 'running'>;
  readonly evidence: readonly string[];
  readonly detail?: string;
  readonly repair?: Repair | null;
}

export interface Check {
  readonly id: CheckId;
  readonly title: string;
  /** Then it has failed. Default 10 s. */
  readonly timeoutMs?: number;
  readonly look: (signal: AbortSignal) => Promise<Verdict>;
}

/** Slipway's log as far as it is looked at. */
export interface LogView {
  readonly folder: string;
  readonly files: readonly string[];
  problem(): string;
}

/** What was found out inside of a container's network; null: nothing there could tell. */
export interface InsideAnswer {
  readonly addresses: readonly string[];
  /** null: no tool to try with. */
  readonly connects: boolean | null;
  readonly words: string;
}

export interface DiagnosticsOptions {
  readonly t: Texts['t'];
  /** What reports are in, whatever the window is in. */
  readonly english: Texts['t'];
  readonly engine: Pick<Engine, 'client' | 'state' | 'facts' | 'cliPrefix' | 'rescan'>;
  readonly machine: () => MachineState;
  readonly settings: () => SettingsState;
  readonly log: LogView;
  readonly transfers: Pick<Transfers, 'download'>;
  readonly redact: (text: string) => string;
  /** What Slipway did at the user's wish. */
  readonly commands: () => readonly CommandEntry[];
  readonly wake: () => WakeReport | null;
  /** Registries in use: of logins and images; none: Docker Hub alone. */
  readonly registries: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Resolves with '' where it answers as a registry, else with why not. */
  readonly pingRegistry: (registry: string, signal: AbortSignal) => Promise<string>;
  /** Looks a name up and connects to its port 443 from inside a running container's network. */
  readonly askInside: (containerId: string, name: string, signal: AbortSignal) => Promise<InsideAnswer | null>;
  readonly composeCli: () => Promise<ComposeCli>;
  /** The address that tells of new versions; null: this build has none. */
  readonly updatesFeed: () => string | null;
  readonly about: {
    readonly version: string;
    readonly host: string;
    readonly platform: NodeJS.Platform;
    readonly dataDir: string;
    readonly homeDir: string;
    readonly user: string;
    readonly env: Env;
  };
}

export interface BundlesOptions extends DiagnosticsOptions {
  /** Of every check; those not done yet are done for it. */
  readonly results: (signal: AbortSignal) => Promise<readonly CheckResult[]>;
}
