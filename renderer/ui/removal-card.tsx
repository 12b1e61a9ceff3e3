import { IconTrash } from '@tabler/icons-react';
import { t } from '../lib/i18n';
import { EngineText } from './engine-text';
import { WorkCard, WorkList } from './work-list';

/** More are counted. */
const MOST = 20;

interface Props {
  /** How far it is, or what became of it, beside what was promised. */
  readonly words: string;
  readonly over: boolean;
  /** Why it broke off as a whole; '': it did not. */
  readonly error: string;
  /** What was not removed, and why, a line each. */
  readonly failed: readonly string[];
  readonly onCancel: () => void;
  readonly onDismiss: () => void;
}

/** The last removal of a view's things. */
export function RemovalCard({ words, over, error, failed, onCancel, onDismiss }: Props) {
  const state = !over ? 'running' : failed.length > 0 || error !== '' ? 'failed' : 'done';
  return (
    <WorkList label={t('Removal')}>
      <WorkCard
        {...{ state, words }}
        live
        lead={<IconTrash size={15} aria-hidden />}
        endLabel={over ? t('Dismiss the removal') : t('Cancel the removal')}
        onEnd={over ? onDismiss : onCancel}
      >
        {error !== '' && <EngineText value={error} wrap />}
        {failed.slice(0, MOST).map((line, at) => (
          <EngineText key={at} value={line} wrap />
        ))}
        {failed.length > MOST && <span>{t('and {count} more', { count: failed.length - MOST })}</span>}
      </WorkCard>
    </WorkList>
  );
}
