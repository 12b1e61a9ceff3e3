import { create } from 'zustand';
import type { CommandEntry } from '../../../main/contract/commands';
import { watch } from '../../rpc/use-stream';
import { mergeEntries } from './entries';

export const useCommands = create<{ readonly entries: readonly CommandEntry[] }>(() => ({ entries: [] }));

/** Started once, by the app: what was done before the panel is opened belongs in it, too. */
export const startCommandsStore = (): (() => void) =>
  watch('commands.watch', undefined, {
    onReset: () => useCommands.setState({ entries: [] }),
    onItem: (item) => useCommands.setState(({ entries }) => ({ entries: mergeEntries(entries, item.entries) })),
  });
