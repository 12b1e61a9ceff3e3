import type { JobProgress } from '../../../main/contract/containers';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import { Notice } from '../../ui/notice';

/** Those that could not be deleted, in the engine's words. */
export function RemovalFailures({ ended }: { readonly ended: readonly JobProgress[] }) {
  const failed = ended.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return null;
  const done = ended.length - failed.length;
  return (
    <Notice
      tone="bad"
      role="alert"
      title={
        done > 0
          ? t('{count} could not be deleted, {done} are gone.', { count: failed.length, done })
          : t('{count} could not be deleted.', { count: failed.length })
      }
    >
      {failed.map(({ id, name, message }) => (
        <p key={id}>
          <EngineText value={`${name}: ${message}`} wrap />
        </p>
      ))}
    </Notice>
  );
}
