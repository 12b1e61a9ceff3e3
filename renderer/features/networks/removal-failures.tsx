import type { JobProgress } from '../../../main/contract/containers';
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
      title={`${failed.length} could not be deleted${done > 0 ? `, ${done} are gone` : ''}.`}
    >
      {failed.map(({ id, name, message }) => (
        <p key={id}>
          <EngineText value={`${name}: ${message}`} wrap />
        </p>
      ))}
    </Notice>
  );
}
