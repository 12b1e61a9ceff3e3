import { create } from 'zustand';
import type { UpdatesState } from '../../../main/contract/updates';
import { errorLine } from '../../lib/errors';
import { whileVisible } from '../../lib/while-visible';
import { rpc } from '../../rpc/client';
import { watch } from '../../rpc/use-stream';
import { showToast } from '../../ui/toast-store';

/** null: main has not told. */
export const useUpdates = create<{ readonly state: UpdatesState | null }>(() => ({ state: null }));

/** As long as the page lives, and while it can be seen. */
export const startUpdates = (): (() => void) =>
  whileVisible(() => watch('updates.watch', undefined, { onItem: (state) => useUpdates.setState({ state }) }));

/** Main tells what becomes of it; a connection that is lost is told here. */
export const ask = (deed: 'check' | 'download' | 'cancel' | 'skip' | 'restart'): void =>
  void rpc.call(`updates.${deed}`, undefined).catch((error: unknown) => showToast('bad', errorLine(error)));

export const installOnQuit = (yes: boolean): void =>
  void rpc.call('updates.installOnQuit', { yes }).catch((error: unknown) => showToast('bad', errorLine(error)));
