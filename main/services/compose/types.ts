import type { ComposeCli, ComposePlace } from '../../contract/compose';
import type { ComposeProblem } from '../../contract/compose-files';
import type { ComposeFaultData } from '../../contract/compose-fault';
import type { Env } from '../engine/env';

/** What the contract names COMPOSE_FAULT. */
export class ComposeFault extends Error {
  override readonly name = 'ComposeFault';
  constructor(
    readonly fault: ComposeFaultData['fault'],
    readonly subject: string,
    readonly detail: string,
  ) {
    super(`${fault}: ${subject}: ${detail}`);
  }
}

export interface ModelDependency {
  readonly service: string;
  readonly condition: 'started' | 'healthy' | 'completed';
  readonly required: boolean;
}

/** A service as the files say it, all files merged, `extends` followed, variables filled in. Strings are hostile. */
export interface ModelService {
  readonly name: string;
  /** '': it only builds. */
  readonly image: string;
  readonly builds: boolean;
  readonly containerName: string;
  readonly profiles: readonly string[];
  readonly replicas: number;
  readonly healthcheck: boolean;
  /** Links, `network_mode: service:x`, `volumes_from` … count as `started`. */
  readonly dependsOn: readonly ModelDependency[];
  /** Keys of the model's networks; `default` where none is named. */
  readonly networks: readonly string[];
  /** Keys of named volumes. */
  readonly volumes: readonly string[];
  /** Absolute host paths. `creates`: one that is not there is made by the engine. */
  readonly binds: readonly { readonly source: string; readonly creates: boolean }[];
  readonly ports: readonly {
    readonly hostIp: string;
    /** null: any free one. */
    readonly hostPort: number | null;
    readonly containerPort: number;
    readonly protocol: string;
  }[];
  /** The merged mapping as plain data, for comparison. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface ModelPart {
  readonly key: string;
  /** As the engine would call it. */
  readonly name: string;
  readonly external: boolean;
  readonly driver: string;
}

export interface ComposeModel {
  /** As compose calls the project. */
  readonly name: string;
  /** Absolute, as they count: those of the place, or as compose finds them; then what they include. */
  readonly files: readonly string[];
  readonly services: ReadonlyMap<string, ModelService>;
  readonly networks: ReadonlyMap<string, ModelPart>;
  readonly volumes: ReadonlyMap<string, ModelPart>;
  readonly profiles: readonly string[];
  /** Of severity `error`: what is said above is what could be read all the same. */
  readonly problems: readonly ComposeProblem[];
}

/** Unsaved text by absolute path; what is not in it is read from the disk. */
export type Unsaved = ReadonlyMap<string, string>;

/** Our own reader of compose files: no CLI, no engine. Throws ComposeFault `not-found`, `no-compose-file`; whatever else is wrong is a problem. */
export type ReadModel = (place: ComposePlace, unsaved: Unsaved, signal?: AbortSignal) => Promise<ComposeModel>;

/** The compose CLI as it is called for the engine in use. */
export interface ComposeCaller {
  cli(): Promise<ComposeCli>;
  /**
   * Program, its arguments up to and without the verb (`--host …`, `--project-name`, `-f` …), and its environment for a place. `line` is
   * the same for a shell, with what the user would have to set. Throws ComposeFault `no-cli`, `no-way`.
   */
  call(
    place: ComposePlace,
  ): Promise<{ readonly program: string; readonly args: readonly string[]; readonly env: Env; readonly line: string }>;
  /** To its end, in the place's folder; for short questions such as `config`. Throws ComposeFault `no-cli`, `no-way`, `refused` (timeout). */
  ask(
    place: ComposePlace,
    words: readonly string[],
    options: { readonly signal: AbortSignal; readonly timeoutMs: number },
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
}
