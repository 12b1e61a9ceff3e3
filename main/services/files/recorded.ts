import type { FileSource } from '../../contract/files';
import { notedLine, type RecordCommand } from '../engine/noted';
import { cliLine, type FileDeed } from './cli';
import type { FilesEngine } from './types';

/** Work that is noted in the command log with its outcome; a volume's and an image's have no CLI line of their own. */
export type Recorded = <T>(source: FileSource, deed: FileDeed, work: () => Promise<T>) => Promise<T>;

export const createRecorded =
  (engine: FilesEngine, record: RecordCommand): Recorded =>
  (source, deed, work) =>
    source.kind === 'container' ? notedLine(record, cliLine(engine.cliPrefix(), source.id, deed), work) : work();
