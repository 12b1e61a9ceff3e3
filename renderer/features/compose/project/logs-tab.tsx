import { t } from '../../../lib/i18n';
import { EmptyState } from '../../../ui/empty-state';
import type { ProjectTabProps } from './tab';

/** The logs of all of its containers, merged. */
export function LogsTab({ details: { row }, parts: { Logs } }: ProjectTabProps) {
  if (row.containers === 0) return <EmptyState title={t('It has no containers, so there are no logs')} />;
  return <Logs key={row.name} project={row.name} />;
}
