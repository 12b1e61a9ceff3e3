import type { BuilderFacts, BuildWish } from '../../contract/builds';
import type { Env } from '../engine/env';
import type { RecordCommand } from '../engine/noted';
import type { Engine } from '../engine/types';

export type BuildsEngine = Pick<Engine, 'client' | 'cliPrefix' | 'address' | 'state' | 'onState'>;

export type BuilderKind = BuilderFacts['kind'];

export type Wish = BuildWish;

/** A login at a registry, as a build sends it. A secret. */
export interface BuildLogin {
  /** What the registry is kept under. */
  readonly key: string;
  readonly username: string;
  readonly password: string;
  readonly identityToken: string;
}

export interface BuildsOptions {
  readonly engine: BuildsEngine;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  /** Holds the history. */
  readonly dataDir: string;
  /** Where docker CLIs are looked for, and what build args and secrets may be taken from. */
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  /** All that are known. Those that cannot be read are left out. */
  readonly logins: () => Promise<readonly BuildLogin[]>;
}
