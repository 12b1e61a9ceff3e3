import { create } from 'zustand';
import type { CommandEntry } from '../../../main/contract/commands';
import { whileVisible } from '../../lib/while-visible';
import { watch } from '../../rpc/use-stream';
import { mergeEntries } from './entries';

export const useCommands = create<{ readonly entries: readonly CommandEntry[] }>(() => ({ entries: [] }));

/** Started once, by the app, and followed while the page can be seen: what was done before the panel is opened belongs in it, too. */
export const startCommandsStore = (): (() => void) =>
  whileVisible(() => {
    let anew = true;
    return watch('commands.watch', undefined, {
      onReset: () => {
        anew = true;
      },
      onItem: (item) => {
        // What begins anew takes the place of what is shown: nothing blinks.
        const before = anew ? [] : useCommands.getState().entries;
        anew = false;
        useCommands.setState({ entries: mergeEntries(before, item.entries) });
      },
    });
  });
