import type { VolumeCliWish } from '../../contract/volumes';
import { notedLine, type RecordCommand } from '../engine/noted';
import { cliLine, withoutSecrets } from './cli';
import type { VolumesEngine } from './types';

/** Work that is noted in the command log with its outcome. */
export type Recorded = <T>(wish: VolumeCliWish, work: () => Promise<T>) => Promise<T>;

export const createRecorded =
  (engine: VolumesEngine, record: RecordCommand): Recorded =>
  (wish, work) =>
    notedLine(record, withoutSecrets(cliLine(engine.cliPrefix(), wish)), work);
