import { list, record, text } from '../engine/loose';
import type { Engine } from '../engine/types';
import type { InsecureList } from '../registry/client/trust';
import { canonicalRegistry, registryProblem } from '../registry/reference';
import { redacted } from '../registry/redact';

/** What the engine says of registries. */
export interface EngineView extends InsecureList {
  /** It has settings of its own for these. */
  readonly known: readonly {
    readonly registry: string;
    readonly insecure: boolean;
    readonly mirrors: readonly string[];
  }[];
  /** Of Docker Hub. */
  readonly mirrors: readonly string[];
  /** '': none. Without its password. */
  readonly proxy: string;
}

/** Of `/info`; null: there is no engine to ask. Never rejects. */
export async function readEngineView({ client }: Pick<Engine, 'client'>): Promise<EngineView | null> {
  const info = await client.json({ method: 'GET', path: '/info' }).catch(() => null);
  if (info === null) return null;
  const { RegistryConfig, HttpsProxy, HttpProxy } = record(info);
  const { InsecureRegistryCIDRs, IndexConfigs, Mirrors } = record(RegistryConfig);
  const texts = (value: unknown): string[] =>
    list(value)
      .map(text)
      .filter((each) => each !== '');
  const known = Object.entries(record(IndexConfigs))
    .map(([name, value]) => ({
      registry: canonicalRegistry(name),
      insecure: record(value).Secure === false,
      mirrors: texts(record(value).Mirrors),
    }))
    .filter(({ registry }) => registryProblem(registry) === null);
  return {
    known,
    cidrs: texts(InsecureRegistryCIDRs),
    names: known.filter(({ insecure }) => insecure).map(({ registry }) => registry),
    mirrors: texts(Mirrors),
    proxy: redacted(text(HttpsProxy) || text(HttpProxy)),
  };
}
