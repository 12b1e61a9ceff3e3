import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { LogState } from '../session/types';
import type { LogModel, UiState } from './model';

export const LogContext = createContext<LogModel | null>(null);

export function useLog(): LogModel {
  const model = useContext(LogContext);
  if (model === null) throw new Error('Outside a log view.');
  return model;
}

/** Of what main told, and where one is in it. */
export const useLogState = <T>(selector: (state: LogState) => T): T => useStore(useLog().session.store, selector);

export const useUi = <T>(selector: (state: UiState) => T): T => useStore(useLog().ui, selector);
