import type { ContainerRow } from '../../../../main/contract/containers';

/** The view of logs takes no more at once. */
const MOST = 200;

/** The view that shows the logs of these containers as one. */
export const logsAddress = (ids: readonly string[]): string =>
  `/logs?containers=${ids.slice(0, MOST).map(encodeURIComponent).join(',')}`;

/** The compose project that all of them are of; null: there is no such one. */
export function projectOf(rows: readonly ContainerRow[]): string | null {
  const [first] = rows;
  const project = first?.project ?? null;
  return rows.every((row) => row.project === project) ? project : null;
}

export const projectLogsAddress = (project: string): string => `/logs?project=${encodeURIComponent(project)}`;
