import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ScanItem } from '../../../main/contract/layers';
import { decimalBytes } from '../../lib/bytes';
import { errorCode } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { LongEngineText } from '../../ui/long-engine-text';
import { Notice } from '../../ui/notice';
import classes from './layers.module.css';

interface Scan {
  readonly running: boolean;
  readonly item: ScanItem | null;
  readonly error: unknown;
}

const IDLE: Scan = { running: false, item: null, error: null };

function useScan(imageId: string) {
  const [scan, setScan] = useState(IDLE);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const start = async (): Promise<void> => {
    const own = new AbortController();
    control.current = own;
    setScan({ ...IDLE, running: true });
    try {
      for await (const item of rpc.stream('layers.scan', { imageId }, { signal: own.signal }))
        setScan({ running: item.type !== 'done', item, error: null });
      setScan((now) => ({ ...now, running: false }));
    } catch (error) {
      setScan({ ...IDLE, error: errorCode(error) === 'CANCELLED' ? null : error });
    }
  };
  return { scan, start: () => void start(), cancel: () => control.current?.abort() };
}

/** What a scanner that the user has says of the image, in its own words. */
export function ScanPanel({ imageId }: { readonly imageId: string }) {
  const scanner = useQuery({ queryKey: ['layers', 'scanner'], queryFn: () => rpc.call('layers.scanner', undefined) });
  const { scan, start, cancel } = useScan(imageId);
  return (
    <section aria-label={t('Vulnerabilities')} className={classes.scan}>
      {scanner.error !== null && <ErrorNotice error={scanner.error} onRetry={() => void scanner.refetch()} />}
      {scanner.data === null && (
        <Notice tone="info" title={t('No scanner is installed here.')}>
          {t(
            'Vulnerabilities are looked up by trivy or grype: put one of them on the PATH of the computer that Slipway runs on, and start Slipway again.',
          )}
        </Notice>
      )}
      {scanner.data !== undefined && scanner.data !== null && (
        <div className={classes.scanLine}>
          <span>
            <EngineText value={`${scanner.data.name} ${scanner.data.version}`} />
          </span>
          {scan.running ? (
            <Button onClick={cancel}>{t('Cancel')}</Button>
          ) : (
            <Button variant="primary" onClick={start}>
              {t('Scan')}
            </Button>
          )}
          <span role="status">{scan.running ? progressWords(scan.item) : ''}</span>
        </div>
      )}
      {scan.error !== null && <ErrorNotice error={scan.error} onRetry={start} />}
      {scan.item?.type === 'done' && <Output item={scan.item} />}
    </section>
  );
}

function progressWords(item: ScanItem | null): string {
  if (item?.type === 'scanning') return t('{scanner} is at work…', { scanner: item.scanner });
  return item?.type === 'saving'
    ? t('Putting the image on the disk, {bytes}…', { bytes: decimalBytes(item.bytes) })
    : t('Beginning…');
}

function Output({ item }: { readonly item: Extract<ScanItem, { type: 'done' }> }) {
  const { output, remarks, truncated } = item;
  return (
    <>
      <div className={classes.scanOutput} role="region" aria-label={t('What the scanner says')} tabIndex={0}>
        <LongEngineText value={output.trim() === '' ? '(it printed nothing)' : output} mono />
      </div>
      {truncated && <p>{t('It printed more than is shown.')}</p>}
      {remarks.trim() !== '' && (
        <details>
          <summary>{t('Remarks')}</summary>
          <LongEngineText value={remarks} mono />
        </details>
      )}
    </>
  );
}
