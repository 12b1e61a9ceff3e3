import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LogRow } from '../../../../main/contract/logs';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { Dialog } from '../../../ui/dialog';
import { EngineText, MarkedText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { LongEngineText } from '../../../ui/long-engine-text';
import { Skeleton } from '../../../ui/skeleton';
import { LEVEL_WORDS } from '../filter/levels-menu';
import { prettyJson } from '../json/pretty';
import { withoutColours } from '../../../lib/ansi/ansi';
import { fullStamp } from '../time/stamps';
import { useLogState } from '../view/context';
import classes from './dialogs.module.css';

/** As LOG_LINE_LIMIT of the contract, of which the page has the types only. */
const LINE_LIMIT = 2_000_000;

interface Props {
  readonly row: LogRow;
  readonly onClose: () => void;
}

/** One line with all that is known of it: whole, and as JSON where it is that. */
export function LineDialog({ row, onClose }: Props) {
  const view = useLogState(({ frame }) => frame?.view ?? '');
  const source = useLogState(({ status }) => status?.sources[row.source]);
  const whole = useQuery({
    queryKey: ['logs', 'line', view, row.line, row.timeMicros],
    queryFn: ({ signal }) => rpc.call('logs.line', { view, line: row.line }, { signal }),
    enabled: row.cutBytes !== null,
    gcTime: 0,
  });
  const text = row.cutBytes === null ? row.text : whole.data?.text;
  const pretty = useMemo(() => (text === undefined ? null : prettyOf(withoutColours(text))), [text]);
  return (
    <Dialog
      opened
      width="wide"
      title={t('Line {line, number}', { line: row.line + 1 })}
      onClose={onClose}
      actions={
        <>
          {text !== undefined && <CopyButton withText text={() => withoutColours(text)} label={t('Copy line')} />}
          {pretty !== null && <CopyButton withText text={pretty} label={t('Copy as shown')} />}
          <Button data-autofocus onClick={onClose}>
            {t('Close')}
          </Button>
        </>
      }
    >
      <dl className={classes.facts}>
        <dt>{t('Time')}</dt>
        <dd>{fullStamp(row.timeMicros)}</dd>
        <dt>{t('Container')}</dt>
        <dd>
          <EngineText value={source?.name ?? ''} />
        </dd>
        <dt>{t('Stream')}</dt>
        <dd>{source?.tty === true ? t('Its terminal') : row.stream}</dd>
        <dt>{t('Level')}</dt>
        <dd>{LEVEL_WORDS[row.level]}</dd>
      </dl>
      {whole.error !== null && <ErrorNotice error={whole.error} onRetry={() => void whole.refetch()} />}
      {text === undefined ? (
        whole.error === null && <Skeleton height="8em" />
      ) : (
        <PrettyText text={withoutColours(text)} pretty={pretty} />
      )}
      {whole.data !== undefined && whole.data.text.length >= LINE_LIMIT - 1 && (
        <p>
          {t('This is its beginning; the whole line has {bytes}. An export has all of it.', {
            bytes: decimalBytes(whole.data.bytes),
          })}
        </p>
      )}
    </Dialog>
  );
}

/** More is a matter of pieces that come in bit by bit. */
const MOST_PRETTY = 20_000;

function PrettyText({ text, pretty }: { readonly text: string; readonly pretty: string | null }) {
  if (pretty === null || pretty.length > MOST_PRETTY) return <LongEngineText value={pretty ?? text} mono />;
  return (
    <pre className={classes.json} tabIndex={0} aria-label="JSON">
      {pretty.split('\n').map((line, index) => (
        <div key={index}>
          <MarkedText value={line} keepLines={false} />
        </div>
      ))}
    </pre>
  );
}

/** Only what has parts is easier to read over several lines. */
const prettyOf = (text: string): string | null => (/^\s*[[{]/.test(text) ? prettyJson(text) : null);
