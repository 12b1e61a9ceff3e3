import { createContext, useContext } from 'react';
import type { FileSource } from '../../../main/contract/files';
import { canWrite } from './words';

/** Whether files are only looked at, whatever could be changed. */
export const ReadOnly = createContext(false);

export function useCanWrite(source: FileSource): boolean {
  return !useContext(ReadOnly) && canWrite(source);
}
