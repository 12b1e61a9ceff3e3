import type { FileSource } from '../../contract/files';
import { EngineError } from '../engine/types';
import { cliLine, type FileDeed } from './cli';
import type { FilesEngine, Record } from './types';

/** Work that is noted in the command log with its outcome; a volume's and an image's have no CLI line of their own. */
export type Recorded = <T>(source: FileSource, deed: FileDeed, work: () => Promise<T>) => Promise<T>;

const isUnknown = (error: unknown): boolean => error instanceof EngineError && error.kind !== 'refused';

export const createRecorded =
  (engine: FilesEngine, record: Record): Recorded =>
  async (source, deed, work) => {
    if (source.kind !== 'container') return work();
    const finish = record(cliLine(engine.cliPrefix(), source.id, deed));
    try {
      const result = await work();
      finish('done', '');
      return result;
    } catch (error) {
      finish(isUnknown(error) ? 'unknown' : 'failed', error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
