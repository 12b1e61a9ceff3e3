import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ImportItem, ImportRun } from '../../../main/contract/imports';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { showToast } from '../../ui/toast-store';
import { WorkFailure } from '../../ui/work-list';
import classes from './imports.module.css';
import { useImportItems } from './imports-store';

const failed = (error: unknown): void => showToast('bad', errorLine(error));

async function saveReport(): Promise<void> {
  const { url } = await rpc.call('imports.report', undefined);
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

/** What needs a look before what went well. */
const ORDER: Readonly<Record<ImportItem['state'], number>> = {
  ...{ failed: 0, moving: 1, checking: 1, waiting: 2, cancelled: 3, done: 4, skipped: 5 },
};

/** One import, while it goes on and afterwards. */
export function RunView({ run }: { readonly run: ImportRun }) {
  const rows = useImportItems((store) => store.rows);
  const items = useMemo(() => [...rows.values()].sort((a, b) => ORDER[a.state] - ORDER[b.state]), [rows]);
  const resume = useMutation({ mutationFn: () => rpc.call('imports.resume', undefined), onError: failed });
  const isOver = run.state !== 'running';
  const isLeft = items.some(({ state }) => state === 'failed' || state === 'cancelled');
  const names = { source: withoutControls(run.source), target: withoutControls(run.target) };
  return (
    <section aria-label={t('Import')} className={classes.section}>
      <p>{t('From {source} into {target}', names)}</p>
      <div className={classes.line}>
        {!isOver && (
          <progress
            className={classes.progress}
            aria-label={t('Import, progress')}
            {...(run.total > 0 && { max: run.total, value: Math.min(run.bytes, run.total) })}
          />
        )}
        <span role="status" data-state={run.state} className={classes.state}>
          {isOver ? endWords(run) : t('{over} of {all} done', { over: run.counts.over, all: run.counts.all })}
        </span>
        {!isOver && <span className={classes.dim}>{rateWords(run)}</span>}
      </div>
      <div className={classes.line}>
        {isOver ? (
          <>
            {isLeft && (
              <Button variant="primary" disabled={resume.isPending} onClick={() => resume.mutate()}>
                {t('Try the rest again')}
              </Button>
            )}
            <Button onClick={() => void saveReport().catch(failed)}>{t('Save the report')}</Button>
            <Button onClick={() => void rpc.call('imports.dismiss', undefined).catch(failed)}>{t('Close')}</Button>
          </>
        ) : (
          <Button onClick={() => void rpc.call('imports.cancel', undefined).catch(failed)}>
            {t('Cancel the import')}
          </Button>
        )}
      </div>
      <ul className={classes.rows} aria-label={t('What is imported')}>
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function endWords({ state, counts, bytes }: ImportRun): string {
  const values = { all: counts.all, failed: counts.failed, size: decimalBytes(bytes) };
  switch (state) {
    case 'done':
      return t(
        'All {all, plural, one {# thing is} other {# things are}} there and the same. {size} were read.',
        values,
      );
    case 'cancelled':
      return t(
        'Cancelled. What was made for it and not finished was removed again, where it could be; each line says what is there.',
      );
    case 'failed':
      return t('{failed} of {all} failed. The others are there and the same.', values);
    case 'running':
      return '';
  }
}

const rateWords = ({ bytes, total, rate }: ImportRun): string =>
  rate === null
    ? t('{bytes} of about {total}', { bytes: decimalBytes(bytes), total: decimalBytes(total) })
    : t('{bytes} of about {total}, {rate} a second', {
        ...{ bytes: decimalBytes(bytes), total: decimalBytes(total) },
        rate: decimalBytes(rate),
      });

const KIND_WORDS: Readonly<Record<ImportItem['kind'], string>> = {
  image: t('Image'),
  volume: t('Volume'),
  network: t('Network'),
};

const STATE_WORDS: Readonly<Record<ImportItem['state'], string>> = {
  waiting: t('waiting'),
  moving: t('copying'),
  checking: t('comparing'),
  done: t('there, and the same'),
  skipped: t('was there already'),
  failed: t('failed'),
  cancelled: t('not imported'),
};

function Item({ item }: { readonly item: ImportItem }) {
  const { kind, name, to, state, bytes, total, note, checksum, failure } = item;
  const label = `${KIND_WORDS[kind]} ${withoutControls(name)}`;
  return (
    <li className={classes.row} aria-label={label} data-state={state}>
      <span className={classes.kind}>{KIND_WORDS[kind]}</span>
      <div className={classes.rowWords}>
        <span>
          <EngineText value={to === '' ? name : `${name} → ${to}`} wrap />
        </span>
        <span className={classes.state} data-state={state}>
          {STATE_WORDS[state]}
          {state === 'moving' &&
            bytes > 0 &&
            ` · ${decimalBytes(bytes)}${total === null ? '' : ` / ${decimalBytes(total)}`}`}
        </span>
        {note !== '' && (
          <span className={classes.dim}>
            <EngineText value={note} wrap />
          </span>
        )}
        {checksum !== '' && (
          <span className={classes.dim}>
            <EngineText value={checksum} mono wrap />
          </span>
        )}
        {failure !== null && (
          <span className={classes.failure}>
            <WorkFailure failure={failure} />
          </span>
        )}
      </div>
    </li>
  );
}
