import { lazy, Suspense } from 'react';
import { Skeleton } from '../../ui/skeleton';

// The terminal emulator is larger than all the rest of the page.
const View = lazy(async () => ({ default: (await import('./terminal-view')).TerminalView }));

interface Props {
  /** The container's. */
  readonly id: string;
}

/** A container's terminals. */
export const TerminalTab = ({ id }: Props) => (
  <Suspense fallback={<Skeleton width="100%" />}>
    <View key={id} scope={id} />
  </Suspense>
);

/** Root shells on the machine that the engine runs on. */
export const HostTerminal = () => (
  <Suspense fallback={<Skeleton width="100%" />}>
    <View scope={null} />
  </Suspense>
);
