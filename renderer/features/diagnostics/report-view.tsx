import { Checkbox } from '@mantine/core';
import { IconDownload, IconFileZip } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Bundle } from '../../../main/contract/diagnostics';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { showToast } from '../../ui/toast-store';
import classes from './diagnostics.module.css';
import { ReportFiles } from './report-files';

/** A bundle for a bug report: seen before it is saved, and saved only here. */
export function ReportView() {
  const [hideHome, setHideHome] = useState(true);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const make = useMutation({
    mutationFn: () => rpc.call('diagnostics.makeBundle', { hideHome }),
    onSuccess: ({ files }) => setWithout(new Set(files.filter(({ optional }) => optional).map(({ name }) => name))),
  });
  const { data: bundle, isPending, error } = make;
  return (
    <section className={classes.view} aria-label={t('Bug report')} aria-busy={isPending}>
      <p className={classes.lead}>
        {t(
          'Gathers what a bug report needs into one file on this computer. Passwords, tokens and keys are masked. Nothing is sent anywhere: look through it, then attach it yourself.',
        )}
      </p>
      <div className={classes.tools}>
        <Checkbox
          label={t('Leave out my home folder and user name')}
          checked={hideHome}
          onChange={({ currentTarget }) => setHideHome(currentTarget.checked)}
        />
        <Button
          variant={bundle === undefined ? 'primary' : 'default'}
          icon={<IconFileZip size={15} />}
          disabled={isPending}
          onClick={() => make.mutate()}
        >
          {isPending ? t('Gathering…') : bundle === undefined ? t('Gather the report') : t('Gather it again')}
        </Button>
        {bundle !== undefined && (
          <Button
            variant="primary"
            icon={<IconDownload size={15} />}
            disabled={without.size === bundle.files.length}
            onClick={() => void save(bundle, without)}
          >
            {t('Save…')}
          </Button>
        )}
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => make.mutate()} />}
      {bundle !== undefined && <ReportFiles key={bundle.id} {...{ bundle, without, setWithout }} />}
    </section>
  );
}

async function save({ id }: Bundle, without: ReadonlySet<string>): Promise<void> {
  try {
    const { ticket } = await rpc.call('diagnostics.saveBundle', { id, without: [...without] });
    if (ticket === null) {
      showToast('bad', t('This report is gone. Gather it again.'));
      return;
    }
    const link = document.createElement('a');
    link.href = ticket.url;
    link.download = '';
    link.click();
    for await (const { state } of rpc.stream('transfers.watch', { id: ticket.id })) {
      if (state === 'done') showToast('ok', t('The report is saved.'));
      else if (state === 'failed' || state === 'expired') showToast('bad', t('The report was not saved.'));
    }
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}
