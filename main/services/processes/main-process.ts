import type { ContainerNow } from './container-now';
import type { Table } from './top';

/**
 * The same table, its main process marked: the one whose number inspect tells, or, with an engine that counts as the
 * container does, number 1.
 */
export function withMain(table: Table, { pid, ownPids }: Pick<ContainerNow, 'pid' | 'ownPids'>): Table {
  const told = table.rows.some((row) => row.pid === pid);
  const main = told ? pid : ownPids ? '1' : '';
  return {
    ...table,
    rows: table.rows.map((row) => (row.pid !== '' && row.pid === main ? { ...row, main: true } : row)),
  };
}
