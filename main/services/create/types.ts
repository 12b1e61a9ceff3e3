import type { CheckedBind } from '../../contract/machine';
import type { RecordCommand } from '../engine/noted';
import type { Pull } from '../engine/pull';
import type { Engine } from '../engine/types';

/** On this computer, in Slipway's own machine, or on another computer. */
export type EnginePlace = 'here' | 'machine' | 'elsewhere';

export interface HostPort {
  readonly hostIp: string;
  readonly hostPort: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
}

export interface CreateOptions {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix' | 'state'>;
  readonly record: RecordCommand;
  readonly pull: Pull;
  /** For each path of this computer, whether a container in Slipway's own machine sees what its user means. */
  readonly checkBinds: (sources: readonly string[]) => Promise<readonly CheckedBind[]>;
  /** Holds the templates. */
  readonly dataDir: string;
  /** Which program of this computer has a port, for a sentence: `nginx (process 12)`; null: none that is known. */
  readonly portHolder: (port: HostPort) => Promise<string | null>;
  readonly homeDir: string;
  readonly log: (line: string) => void;
}

/** The key of Slipway's own machine among the engines. */
const OWN_KEY = 'vm';

export function enginePlace({ engine }: Pick<CreateOptions, 'engine'>): EnginePlace {
  const used = engine.state().status.engine;
  if (used === null) return 'elsewhere';
  if (used.key === OWN_KEY) return 'machine';
  return /^(unix|npipe):/.test(used.url) ? 'here' : 'elsewhere';
}
