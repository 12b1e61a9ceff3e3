import { NativeSelect } from '@mantine/core';
import { useLocation } from 'wouter';
import type { BuildRow } from '../../../../../main/contract/builds';
import { withoutControls } from '../../../../lib/control-characters';
import { t } from '../../../../lib/i18n';
import { dateTime } from '../../../../lib/time';
import { EmptyState } from '../../../../ui/empty-state';
import { ErrorNotice } from '../../../../ui/error-notice';
import parts from '../../../../ui/list-parts.module.css';
import classes from '../../builds.module.css';
import { useBuilds } from '../../builds-store';
import type { Report } from '../../report/report';
import { useReport } from '../../report/use-report';
import { detailsPath } from '../../routes';
import { STATE_WORDS, titleOf } from '../../words';
import type { BuildTabProps } from '../tab';
import { DockerfileDifference } from './dockerfile-difference';
import { factDifferences, wishDifferences } from './differences';
import { DifferenceTable } from './difference-table';
import { StepTable } from './step-table';

const optionOf = (row: BuildRow): { readonly value: string; readonly label: string } => ({
  value: row.id,
  label: withoutControls(`${titleOf(row)}, ${dateTime(row.startedAt)}, ${STATE_WORDS[row.state]}`),
});

/** This build beside another one: durations, steps, arguments, and the Dockerfile. */
export function CompareTab({ id, report, more }: BuildTabProps) {
  const rows = useBuilds((state) => state.rows);
  const [, navigate] = useLocation();
  const row = rows.get(id);
  const other = more === null ? undefined : rows.get(more);
  if (row === undefined) return null;
  const others = [...rows.values()].filter((one) => one.id !== id).sort((x, y) => y.startedAt - x.startedAt);
  if (others.length === 0) return <EmptyState title={t('There is no other build to compare it with')} />;
  return (
    <div className={parts.body}>
      <NativeSelect
        size="xs"
        label={t('Compare with')}
        className={classes.other}
        value={other?.id ?? ''}
        data={[{ value: '', label: t('Choose a build') }, ...others.map(optionOf)]}
        onChange={({ currentTarget: { value } }) => navigate(detailsPath(id, 'compare', value === '' ? null : value))}
      />
      {other !== undefined && <Beside key={other.id} a={row} b={other} reportA={report} />}
    </div>
  );
}

interface BesideProps {
  readonly a: BuildRow;
  readonly b: BuildRow;
  readonly reportA: Report;
}

function Beside({ a, b, reportA }: BesideProps) {
  const { report: reportB, error } = useReport(b.id);
  const titles = [dateTime(a.startedAt), dateTime(b.startedAt)] as const;
  const args = wishDifferences(a, b, 'args');
  const labels = wishDifferences(a, b, 'labels');
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <DifferenceTable title={t('Result')} titles={titles} differences={factDifferences(a, b, b.startedAt)} />
      <StepTable titles={titles} a={reportA.steps} b={reportB.steps} />
      <DifferenceTable
        title={t('Arguments')}
        titles={titles}
        differences={args}
        none={t('The arguments are the same.')}
      />
      {labels.length > 0 && <DifferenceTable title={t('Labels')} titles={titles} differences={labels} />}
      <DockerfileDifference before={reportA.dockerfile} after={reportB.dockerfile} />
    </>
  );
}
