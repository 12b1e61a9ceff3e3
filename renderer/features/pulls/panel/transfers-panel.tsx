import { IconDownload, IconRefresh, IconUpload } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import type { ImageTransfer } from '../../../../main/contract/pulls';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { DockPanel, DockScroll } from '../../../ui/dock-panel';
import { EmptyState } from '../../../ui/empty-state';
import { useTransfers } from '../pulls-store';
import { askPull } from '../questions-store';
import { TransferItem } from './transfer-item';

interface Props {
  readonly id: string;
  readonly onHide: () => void;
}

/** Those that run before those that are over, the newest first. */
const byInterest = (a: ImageTransfer, b: ImageTransfer): number =>
  Number(b.state === 'running') - Number(a.state === 'running') || Number(b.id) - Number(a.id);

/** Pulls and pushes under way, and how the last ones ended. */
export function TransfersPanel({ id, onHide }: Props) {
  const rows = useTransfers((store) => store.rows);
  const all = useMemo(() => [...rows.values()].sort(byInterest), [rows]);
  const panel = useRef<HTMLElement>(null);
  /** What has the focus will go. */
  const keepFocus = (): void => panel.current?.focus();
  const isOver = all.some(({ state }) => state !== 'running');
  return (
    <DockPanel
      {...{ id, onHide }}
      title={t('Transfers')}
      panelRef={panel}
      hideLabel={t('Hide the transfers')}
      tools={
        <>
          <Button icon={<IconDownload size={15} />} onClick={() => askPull({ kind: 'pull', references: [] })}>
            {t('Pull…')}
          </Button>
          <Button icon={<IconUpload size={15} />} onClick={() => askPull({ kind: 'push', image: '' })}>
            {t('Push…')}
          </Button>
          <Button icon={<IconRefresh size={15} />} onClick={() => askPull({ kind: 'checks' })}>
            {t('Newer images…')}
          </Button>
          <Button
            variant="subtle"
            disabled={!isOver}
            onClick={() => {
              keepFocus();
              void rpc.call('pulls.dismiss', { id: null }).catch(() => undefined);
            }}
          >
            {t('Clear')}
          </Button>
        </>
      }
    >
      {all.length === 0 ? (
        <EmptyState title={t('Nothing was pulled or pushed yet')}>
          {t(
            'Pulls and pushes show here with their progress, also those of the run form; they go on when this is closed.',
          )}
        </EmptyState>
      ) : (
        <DockScroll aria-label={t('Pulls and pushes')}>
          {all.map((transfer) => (
            <TransferItem key={transfer.id} transfer={transfer} onLeave={keepFocus} />
          ))}
        </DockScroll>
      )}
    </DockPanel>
  );
}
