import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../lib/i18n';
import { rpc } from '../rpc/client';
import { EngineText } from '../ui/engine-text';
import { Notice } from '../ui/notice';

/** The Slipway before this one crashed: told once, by main. */
export function LastCrash() {
  const [dismissed, setDismissed] = useState(false);
  const { data } = useQuery({
    queryKey: ['host', 'last-crash'],
    queryFn: () => rpc.call('host.lastCrash', undefined),
    ...{ staleTime: Infinity, gcTime: Infinity, retry: false },
  });
  if (data === undefined || data === null || dismissed) return null;
  return (
    <Notice
      tone="warn"
      title={t('Slipway ended by a fault of its own, and was started again.')}
      onDismiss={() => setDismissed(true)}
    >
      <p>{t('Containers were not touched by it. What is known of it is in this report, on this computer alone:')}</p>
      <EngineText value={data.file} wrap mono />
      <EngineText value={data.words} wrap mono />
    </Notice>
  );
}
