import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useEngine } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { showToast } from '../../ui/toast-store';
import { CandidatesTable } from './candidates-table';
import { DiskUse } from './disk-use';
import { EngineFactsSection } from './engine-facts';
import classes from './engine-page.module.css';
import { useSelectEngine } from './use-select-engine';

export interface EnginePageProps {
  /** Slipway's own, above the others. */
  readonly own: ReactNode;
}

export function EnginePage({ own }: EnginePageProps) {
  const state = useEngine((store) => store.state);
  const { asking, busy, choose, consent, decline } = useSelectEngine();
  return (
    <div className={classes.page}>
      <h1 tabIndex={-1}>{t('Engine')}</h1>
      {own}
      <EngineFactsSection />
      <DiskUse />
      <section aria-label={t('Engines')} aria-busy={state === null} className={classes.section}>
        <div className={classes.sectionHeader}>
          <h2>{t('Engines')}</h2>
          <LookAgain />
        </div>
        <p className={classes.dim}>
          {state?.selected === null
            ? t('Slipway uses the first of these that answers. A choice is kept.')
            : t('Slipway uses the one you chose.')}
        </p>
        <CandidatesTable
          candidates={state?.candidates ?? []}
          inUse={state?.status.engine?.key ?? null}
          busy={busy}
          onUse={choose}
        />
      </section>
      <ConfirmDialog
        opened={asking !== null}
        title={t('Use an unencrypted connection?')}
        confirmLabel={t('Use it unencrypted')}
        danger
        busy={busy}
        onConfirm={consent}
        onCancel={decline}
      >
        <EngineText value={asking?.url ?? ''} wrap mono />
        <p>
          {t(
            'This engine is on another machine, and the connection to it is neither encrypted nor authenticated: anyone on the way can read all of it and control the engine, which is control of that machine.',
          )}
        </p>
        <p>{t('Slipway remembers a yes for this address.')}</p>
      </ConfirmDialog>
    </div>
  );
}

function LookAgain() {
  // Whoever opens this page asks what is there now, not what was there at the start.
  const { isFetching, refetch } = useQuery({
    queryKey: ['engine', 'rescan'],
    queryFn: async ({ signal }) => {
      await rpc.call('engine.rescan', undefined, { signal });
      return null;
    },
    gcTime: 0,
    retry: false,
  });
  const rescan = async (): Promise<void> => {
    const { error } = await refetch();
    if (error !== null) showToast('bad', errorLine(error));
  };
  return (
    <Button icon={<IconRefresh size={15} />} disabled={isFetching} onClick={() => void rescan()}>
      {isFetching ? t('Looking…') : t('Look again')}
    </Button>
  );
}
