import type { LogSelection } from '../../../../main/contract/logs';

/** Of the contract. */
export const MOST_CONTAINERS = 200;

/** What an address asks to see; null: nothing, so that it is picked. */
export function selectionOf(search: string): LogSelection | null {
  const given = new URLSearchParams(search);
  const project = given.get('project');
  if (project !== null && project !== '') return { kind: 'project', project };
  const ids = (given.get('containers') ?? '').split(',').filter((id) => id !== '');
  return ids.length === 0 ? null : { kind: 'containers', ids: [...new Set(ids)].slice(0, MOST_CONTAINERS) };
}

/** Text that its lines are to have; '': any. */
export const filterTextOf = (search: string): string => new URLSearchParams(search).get('filter') ?? '';

export const addressOf = (selection: LogSelection): string =>
  selection.kind === 'project'
    ? `/logs?project=${encodeURIComponent(selection.project)}`
    : `/logs?containers=${selection.ids.map(encodeURIComponent).join(',')}`;
