import { Link } from 'wouter';
import type { ProjectPart } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import type { GridColumn } from '../../../ui/data-grid/columns';
import { DataGrid } from '../../../ui/data-grid/data-grid';
import { useGridRows } from '../../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import parts from '../../../ui/list-parts.module.css';
import classes from '../compose.module.css';
import { networkPath, volumePath } from '../routes';
import type { ProjectTabProps } from './tab';
import { useMemo } from 'react';

const keyOf = ({ kind, name }: ProjectPart): string => `${kind} ${name}`;
const nameOf = ({ name }: ProjectPart): string => name;
const existsWords = ({ exists, external }: ProjectPart): string =>
  exists ? t('Exists') : external ? t('Missing') : t('Not created');
const textOf = (part: ProjectPart): string =>
  [part.kind, part.name, part.key, part.driver, existsWords(part), ...part.services].join(' ');
const stateOf = (part: ProjectPart): string => `${part.kind}, ${existsWords(part)}`;
const SORT = { by: 'kind', descending: false };
const KINDS = { network: t('Network'), volume: t('Volume') } as const;

function Name({ part, tabIndex }: { readonly part: ProjectPart; readonly tabIndex: 0 | -1 }) {
  const { kind, name, exists } = part;
  if (!exists) return <EngineText value={name} />;
  return (
    <Link href={kind === 'volume' ? volumePath(name) : networkPath(name)} tabIndex={tabIndex} className={parts.name}>
      <EngineText value={name} />
    </Link>
  );
}

const COLUMNS: readonly GridColumn<ProjectPart>[] = [
  {
    ...{ id: 'kind', title: t('Kind'), width: '90px' },
    sortValue: ({ kind, name }) => `${kind} ${name}`,
    cell: ({ kind }) => KINDS[kind],
  },
  {
    ...{ id: 'name', title: t('Name'), width: 'minmax(150px, 2fr)' },
    sortValue: ({ name }) => name,
    cell: (part, tabIndex) => <Name part={part} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'key', title: t('In the file'), width: 'minmax(90px, 1fr)', from: 520 },
    sortValue: ({ key }) => key,
    cell: ({ key, external }) =>
      key === '' ? (
        <span className={classes.dim}>{t('not there')}</span>
      ) : (
        <>
          <EngineText value={key} />
          {external && <span className={classes.dim}>{t('external')}</span>}
        </>
      ),
  },
  {
    ...{ id: 'exists', title: t('State'), width: '110px' },
    sortValue: existsWords,
    cell: (part) => (
      <span className={part.exists ? undefined : part.external ? classes.warn : classes.dim}>{existsWords(part)}</span>
    ),
  },
  {
    ...{ id: 'driver', title: t('Driver'), width: '90px', from: 640 },
    sortValue: ({ driver }) => driver,
    cell: ({ driver }) => <EngineText value={driver} />,
  },
  {
    ...{ id: 'services', title: t('Services'), width: 'minmax(120px, 2fr)', from: 420 },
    sortValue: ({ services }) => services.join(' '),
    cell: ({ services }) => <EngineText value={services.join(', ')} />,
  },
];

/** Its networks and volumes, of the files and of the engine. */
export function PartsTab({ details }: ProjectTabProps) {
  const rows = useMemo(() => new Map(details.parts.map((part) => [keyOf(part), part] as const)), [details.parts]);
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf, sort: SORT });
  if (rows.size === 0) return <EmptyState title={t('It has neither networks nor volumes of its own')} />;
  return (
    <DataGrid
      label={t('Networks and volumes')}
      {...{ columns: COLUMNS, keyOf, nameOf, stateOf, stale: details.stale }}
      rows={grid.shown}
      sort={grid.sort}
      onSort={grid.setSort}
    />
  );
}
