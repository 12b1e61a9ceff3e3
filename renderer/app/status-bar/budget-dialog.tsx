import type { BudgetUse, ProcessUse } from '../../../main/contract/budget';
import { t } from '../../lib/i18n';
import { Dialog } from '../../ui/dialog';
import { IS_DESKTOP } from '../desktop';
import { pageHeapBytes, useBudget } from './budget-store';
import classes from './status-bar.module.css';
import { megabytes, shareWords } from './words';

/** What Slipway allows itself; `bench/idle.bench.ts` measures it. */
const HIDDEN_SHARE = 0.003;
const MAIN_BYTES = 120e6;

const KINDS: Readonly<Record<ProcessUse['kind'], string>> = {
  main: t('Main process'),
  page: t('Window'),
  other: t('Window system'),
};

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What Slipway itself uses, beside what it allows itself, and how it is measured. */
export function BudgetDialog({ opened, onClose }: Props) {
  const use = useBudget((store) => store.use);
  return (
    <Dialog opened={opened} title={t('What Slipway itself uses')} onClose={onClose}>
      {use === null ? <p>{t('Not measured yet')}</p> : <Figures use={use} />}
    </Dialog>
  );
}

function Figures({ use: { processes, hidden } }: { readonly use: BudgetUse }) {
  const heap = pageHeapBytes();
  return (
    <>
      <table className={classes.figures}>
        <thead>
          <tr>
            <th scope="col">{t('Process')}</th>
            <th scope="col">{t('CPU of one core')}</th>
            <th scope="col">{t('Memory')}</th>
            <th scope="col">{t('Limit')}</th>
          </tr>
        </thead>
        <tbody>
          {processes.map(({ kind, cpuShare, memoryBytes, measure }, index) => (
            <tr key={index} data-over={(kind === 'main' && memoryBytes > MAIN_BYTES) || undefined}>
              <th scope="row">{KINDS[kind]}</th>
              <td>{shareWords(cpuShare)}</td>
              <td>
                {megabytes(memoryBytes)} {measure.toUpperCase()}
              </td>
              <td>{kind === 'main' ? `≤ ${megabytes(MAIN_BYTES)}` : '–'}</td>
            </tr>
          ))}
          <tr data-over={(hidden !== null && hidden.cpuShare > HIDDEN_SHARE) || undefined}>
            <th scope="row">{t('Main process, window hidden')}</th>
            <td>{hidden === null ? '–' : shareWords(hidden.cpuShare)}</td>
            <td>–</td>
            <td>≤ {shareWords(HIDDEN_SHARE)}</td>
          </tr>
          {heap !== null && (
            <tr>
              <th scope="row">{t('This page’s objects')}</th>
              <td>–</td>
              <td>{megabytes(heap)}</td>
              <td>–</td>
            </tr>
          )}
        </tbody>
      </table>
      {hidden !== null && (
        <p className={classes.note}>
          {t('Hidden: the last time no window was in sight, {seconds, number, integer} s long.', {
            seconds: hidden.seconds,
          })}
        </p>
      )}
      <p className={classes.note}>
        {t(
          'Measured every 5 seconds while a window is in sight, and not at all otherwise: CPU by the process’s own clock; PSS counts shared memory by its share, RSS counts it whole.',
        )}
      </p>
      {!IS_DESKTOP && (
        <p className={classes.note}>
          {t(
            'What this page takes of the browser, the browser’s own task manager knows; its limits are not Slipway’s.',
          )}
        </p>
      )}
    </>
  );
}
