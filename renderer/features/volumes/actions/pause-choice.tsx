import { Checkbox } from '@mantine/core';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';

interface Props {
  readonly row: Pick<VolumeRow, 'usedBy'>;
  readonly doing: 'read' | 'written';
  readonly pause: boolean;
  readonly onPause: (pause: boolean) => void;
}

/** Asked where somebody may write meanwhile. */
export function PauseChoice({ row, doing, pause, onPause }: Props) {
  const running = row.usedBy.filter((user) => user.running);
  if (running.length === 0) return null;
  const names = [...new Set(running.map(({ name }) => name))].join(', ');
  return (
    <Notice tone="warn" title={t('It is in use')}>
      <EngineText value={names} wrap />
      <Checkbox
        mt={6}
        checked={pause}
        onChange={(event) => onPause(event.currentTarget.checked)}
        label={t('Pause them meanwhile')}
        description={
          pause
            ? t('They stand still until it is done, and go on whatever happens.')
            : t('What they write while it is {doing} may be there in part.', { doing })
        }
      />
    </Notice>
  );
}
