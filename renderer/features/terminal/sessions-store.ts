import { create } from 'zustand';
import type { TerminalSession } from '../../../main/contract/terminal';
import { whileVisible } from '../../lib/while-visible';
import { watch } from '../../rpc/use-stream';

export interface SessionsStore {
  /** Null until main has told; then always the last known. */
  readonly sessions: readonly TerminalSession[] | null;
}

/** All terminals, as main tells of them. */
export const useSessions = create<SessionsStore>(() => ({ sessions: null }));

export const startSessionsStore = (): (() => void) =>
  whileVisible(() =>
    watch('terminal.watch', undefined, { onItem: ({ sessions }) => useSessions.setState({ sessions }) }),
  );
