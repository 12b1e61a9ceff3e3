import { useEffect, useMemo } from 'react';
import { Link } from 'wouter';
import type { ProjectService } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import classes from '../compose.module.css';
import type { ComposeParts, MeasuredColumn } from '../compose-parts';
import { containerPath } from '../routes';
import type { ProjectTabProps } from './tab';

const COLUMNS: readonly (readonly [column: MeasuredColumn, title: string])[] = [
  ['cpu', 'CPU'],
  ['memory', t('Memory')],
  ['network', t('Network')],
  ['block', t('Block I/O')],
  ['pids', t('Processes')],
];

const runningOf = (services: readonly ProjectService[]): readonly string[] =>
  services.flatMap(({ containers }) => containers.filter(({ state }) => state === 'running').map(({ id }) => id));

/** What its services use now, and all of them together. */
export function StatsTab({ details: { services }, parts }: ProjectTabProps) {
  const { measure } = parts;
  const names = runningOf(services).join(' ');
  const ids = useMemo(() => (names === '' ? [] : names.split(' ')), [names]);
  useEffect(() => (ids.length === 0 ? undefined : measure(ids)), [ids, measure]);
  if (ids.length === 0) return <EmptyState title={t('None of its containers run, so there is nothing to measure')} />;
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('Resource use of the services')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('Service')}</th>
            {COLUMNS.map(([column, title]) => (
              <th key={column} scope="col" data-align="end">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr data-total>
            <th scope="row">{t('All together')}</th>
            <Cells ids={ids} parts={parts} />
          </tr>
          {services.map((service) => (
            <ServiceLine key={service.name} service={service} parts={parts} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellsProps {
  readonly ids: readonly string[];
  readonly parts: ComposeParts;
}

const Cells = ({ ids, parts: { SumCell } }: CellsProps) =>
  COLUMNS.map(([column]) => (
    <td key={column} data-align="end">
      <SumCell ids={ids} column={column} />
    </td>
  ));

function ServiceLine({ service, parts }: { readonly service: ProjectService; readonly parts: ComposeParts }) {
  const names = runningOf([service]).join(' ');
  const ids = useMemo(() => (names === '' ? [] : names.split(' ')), [names]);
  const [only] = ids;
  return (
    <tr>
      <th scope="row">
        {only !== undefined && ids.length === 1 ? (
          <Link href={containerPath(only, 'stats')}>
            <EngineText value={service.name} />
          </Link>
        ) : (
          <EngineText value={service.name} />
        )}
        {ids.length > 1 && <span className={classes.dim}> × {ids.length}</span>}
      </th>
      {ids.length === 0 ? (
        <td colSpan={COLUMNS.length} className={classes.dim} data-align="end">
          {t('does not run')}
        </td>
      ) : (
        <Cells ids={ids} parts={parts} />
      )}
    </tr>
  );
}
