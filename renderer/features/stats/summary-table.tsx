import type { Standing } from '../../../main/contract/stats';
import { binaryBytes, decimalBytes } from '../../lib/bytes';
import { inSentence, t } from '../../lib/i18n';
import { CHARTS } from './kinds';
import type { PlotData } from './plot-data';
import classes from './stats-tab.module.css';

interface Props {
  readonly data: PlotData;
  /** Null: not measured since the page was opened. */
  readonly standing: Standing | null;
}

/** The charts in figures. */
export function SummaryTable({ data, standing }: Props) {
  return (
    <section aria-label={t('In figures')}>
      <h3>{t('In figures')}</h3>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('Of this time')}</th>
            {[t('Last'), t('Lowest'), t('Average'), t('Highest')].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CHARTS.flatMap(({ title, lines, words }) =>
            lines.map(({ metric, label }) => {
              const summary = data.summary[metric];
              return (
                <tr key={metric}>
                  <th scope="row">
                    {lines.length === 1 || label === title ? title : `${title}, ${inSentence(label)}`}
                  </th>
                  {(['last', 'min', 'avg', 'max'] as const).map((figure) => (
                    <td key={figure}>{words(summary?.[figure] ?? null)}</td>
                  ))}
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
      {standing !== null && <Totals standing={standing} />}
    </section>
  );
}

function Totals({ standing }: { readonly standing: Standing }) {
  const { memoryLimit, netRx, netTx, blockRead, blockWrite } = standing;
  const of = (bytes: number | null): string => (bytes === null ? t('not counted') : decimalBytes(bytes));
  return (
    <dl className={classes.totals}>
      <dt>{t('Memory limit')}</dt>
      <dd>{memoryLimit === null ? t('No limit: as much as the machine has') : binaryBytes(memoryLimit)}</dd>
      <dt>{t('Network since its start')}</dt>
      <dd>
        {netRx === null
          ? t('Not counted: it has no network of its own, or uses the host’s')
          : t('{netRx} received, {netTx} sent', { netRx: of(netRx), netTx: of(netTx) })}
      </dd>
      <dt>{t('Block I/O since its start')}</dt>
      <dd>
        {blockRead === null
          ? t('None counted')
          : t('{blockRead} read, {blockWrite} written', { blockRead: of(blockRead), blockWrite: of(blockWrite) })}
      </dd>
    </dl>
  );
}
