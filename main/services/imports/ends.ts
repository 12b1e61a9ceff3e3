import { type AsideConnection, EngineError } from '../engine/types';
import { ImportFault } from './fault';
import type { ImportsEngine } from './types';
import { say } from '../../../texts/say';

export interface Ends {
  readonly source: AsideConnection;
  /** The engine that was in use when they were opened. */
  readonly target: AsideConnection;
  readonly close: () => void;
}

/** Rejects with EngineError, UnknownEngine, ConsentNeeded, or ImportFault `same-engine`. */
export async function openEnds(engine: ImportsEngine, key: string): Promise<Ends> {
  const { status } = engine.state();
  if (status.engine === null)
    throw new EngineError('unreachable', status.reason || say('No container engine is connected yet.'));
  const source = await engine.open(key);
  try {
    if (source.engine.key === status.engine.key) throw new ImportFault('same-engine', source.engine.name);
    const target = await engine.open(status.engine.key);
    const close = (): void => {
      source.close();
      target.close();
    };
    return { source, target, close };
  } catch (error) {
    source.close();
    throw error;
  }
}
