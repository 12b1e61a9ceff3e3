import { useEffect, useRef } from 'react';
import type { PageCommand } from '../../main/contract/host';
import { watch } from '../rpc/use-stream';

type Runs = Readonly<Partial<Record<PageCommand, () => void>>>;

const answering = new Set<() => Runs>();

/** Follows what lies outside of the page asks it to do: the native menu. For as long as the page lives. */
export const startCommands = (): (() => void) =>
  watch('host.commands', undefined, {
    onItem: ({ id }) => {
      for (const runs of answering) runs()[id]?.();
    },
  });

/** Answers such commands while the component is there. */
export function useCommands(runs: Runs): void {
  const current = useRef(runs);
  useEffect(() => {
    current.current = runs;
  });
  useEffect(() => {
    const read = (): Runs => current.current;
    answering.add(read);
    return () => void answering.delete(read);
  }, []);
}
