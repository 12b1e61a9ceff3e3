import type { BinRow } from '../../../main/contract/bin';
import { createRowsStore } from '../../rpc/stores/rows-store';

/** The page's copy of what is in the bin; followed while somebody looks. */
export const useBin = createRowsStore<BinRow>(({ key }) => key);
