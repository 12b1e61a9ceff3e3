import type { ImageCliWish } from '../../contract/images';
import { notedLine, type RecordCommand } from '../engine/noted';
import { cliLine } from './cli';
import type { ImagesEngine } from './types';

/** Work that is noted in the command log with its outcome. */
export type Recorded = <T>(wish: ImageCliWish, work: () => Promise<T>) => Promise<T>;

export const createRecorded =
  (engine: Pick<ImagesEngine, 'cliPrefix'>, record: RecordCommand): Recorded =>
  (wish, work) =>
    notedLine(record, cliLine(engine.cliPrefix(), wish), work);
