import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { WakeReport } from '../../../main/contract/diagnostics';
import { t } from '../../lib/i18n';
import { spanWords } from '../../lib/time';
import { watch } from '../../rpc/use-stream';
import { EngineText } from '../../ui/engine-text';
import { Notice } from '../../ui/notice';
import classes from './diagnostics.module.css';
import { DIAGNOSTICS_PATH } from './routes';

const titleOf = ({ kind, ms }: WakeReport): string => {
  const span = spanWords(Math.abs(ms));
  if (kind === 'slept') return t('The computer slept ({span}), and not all came back.', { span });
  if (kind === 'clock-set')
    return t('The clock of this computer was set ({span}), and not all is right since.', { span });
  return t('Slipway stood still ({span}), and not all came back.', { span });
};

/** After a sleep or a jump of the clock: what could not be mended. Nothing where all is well. */
export function WakeNotice() {
  const [report, setReport] = useState<WakeReport | null>(null);
  const [dismissed, setDismissed] = useState(0);
  useEffect(() => watch('diagnostics.wake', undefined, { onItem: setReport }), []);
  if (report?.state !== 'failed' || report.at === dismissed) return null;
  return (
    <Notice
      tone="warn"
      role="alert"
      title={titleOf(report)}
      actions={<Link href={DIAGNOSTICS_PATH}>{t('Diagnostics')}</Link>}
      onDismiss={() => setDismissed(report.at)}
    >
      <ul>
        {report.findings
          .filter(({ state }) => state === 'failed')
          .map(({ what, words }) => (
            <li key={what} className={classes.lost}>
              <strong>{what}</strong>
              <EngineText value={words} wrap />
            </li>
          ))}
      </ul>
    </Notice>
  );
}
