import { Checkbox } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { updateSettings, useSettings } from '../../../rpc/stores/settings-store';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import { showToast } from '../../../ui/toast-store';
import { pullNow } from '../dialogs/pull-dialog';
import { startChecks, useCheckRun, useChecks } from '../pulls-store';
import { closePullQuestion } from '../questions-store';
import { CheckList } from './check-list';
import { hubWords, summaryWords } from './check-words';

const failed = (error: unknown): void => showToast('bad', errorLine(error));

/** Whether the tags in use mean newer images in their registries. */
export function ChecksDialog() {
  useEffect(startChecks, []);
  const { rows, synced, stale } = useChecks();
  const { progress, problem } = useCheckRun();
  const daily = useSettings((store) => store.value?.pulls.dailyCheck ?? false);
  const checks = useMemo(() => [...rows.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1)), [rows]);
  const newer = checks.filter(({ result }) => result === 'newer').map(({ reference }) => reference);
  const askable = checks.filter(({ result }) => result !== 'local');
  const pullAll = (): void => void pullNow(newer.slice(0, 20)).then(closePullQuestion, failed);
  return (
    <Dialog
      opened
      width="wide"
      title={t('Newer images of the tags in use')}
      onClose={closePullQuestion}
      actions={
        <>
          <Button icon={<IconDownload size={15} />} disabled={newer.length === 0} onClick={pullAll}>
            {t('Pull all newer')}
          </Button>
          {progress === null ? (
            <Button
              variant="primary"
              data-autofocus
              icon={<IconRefresh size={15} />}
              disabled={askable.length === 0}
              onClick={() => void rpc.call('pulls.check', { references: null }).catch(failed)}
            >
              {t('Check now')}
            </Button>
          ) : (
            <Button onClick={() => void rpc.call('pulls.cancelCheck', undefined).catch(failed)}>
              {t('Cancel the check')}
            </Button>
          )}
        </>
      }
    >
      <p role="status">{summaryWords(checks, { synced, stale, progress })}</p>
      {askable.length > 0 && hubWords(askable) !== '' && <Notice tone="info">{hubWords(askable)}</Notice>}
      {problem !== '' && (
        <Notice tone="bad" role="alert" title={t('The images in use could not be checked.')}>
          <EngineText value={problem} wrap />
        </Notice>
      )}
      {checks.length > 0 && (
        <CheckList checks={checks} onPull={(reference) => void pullNow([reference]).catch(failed)} />
      )}
      <Checkbox
        label={t('Check once a day while Slipway is in sight')}
        checked={daily}
        onChange={(event) => void updateSettings({ pulls: { dailyCheck: event.currentTarget.checked } }).catch(failed)}
      />
    </Dialog>
  );
}
