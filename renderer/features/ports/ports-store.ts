import type { PortRow } from '../../../main/contract/ports';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';

/** The ports as main tells them, while somebody looks. */
export const usePorts = createRowsStore<PortRow>(({ key }) => key);

export const watchPorts = (): (() => void) => watch('ports.watch', undefined, { onItem: usePorts.change });
