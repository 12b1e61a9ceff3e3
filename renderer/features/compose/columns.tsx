import { Link } from 'wouter';
import type { ProjectRow } from '../../../main/contract/compose';
import { t } from '../../lib/i18n';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';
import parts from '../../ui/list-parts.module.css';
import classes from './compose.module.css';
import { HealthMark, StateMark, WarnWords } from './marks';
import { Ports } from './ports';
import { projectPath } from './routes';
import { filesWords, problemWords, serviceCount, serviceWords, stateWords, toneOf } from './words';

const MOST_PORTS = 3;

const folderOf = ({ place }: ProjectRow): string => place?.folder ?? '';

const Name = ({ row, tabIndex }: { readonly row: ProjectRow; readonly tabIndex: 0 | -1 }) => (
  <Link href={projectPath(row.key)} tabIndex={tabIndex} className={parts.name}>
    <EngineText value={row.name} />
  </Link>
);

/** Where its files are, after what is wrong with that. */
function Place({ row: { place, problems } }: { readonly row: ProjectRow }) {
  const [first, ...others] = problems;
  const files = place === null ? '' : filesWords(place);
  return (
    <>
      {first !== undefined && (
        <WarnWords
          words={`${problemWords(first, place)}${others.length === 0 ? '' : t(' (and {count} more)', { count: others.length })}`}
        />
      )}
      {place !== null && (
        <span className={classes.place}>
          <EngineText value={place.folder} title={[place.folder, ...place.files].join('\n')} />
          {files !== '' && (
            <span className={classes.dim}>
              <EngineText value={files} />
            </span>
          )}
        </span>
      )}
    </>
  );
}

export const COLUMNS: readonly GridColumn<ProjectRow>[] = [
  {
    ...{ id: 'name', title: t('Name'), width: 'minmax(120px, 1.4fr)' },
    sortValue: ({ name }) => name,
    cell: (row, tabIndex) => <Name row={row} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'state', title: t('State'), width: '148px' },
    sortValue: stateWords,
    cell: (row) => <StateMark tone={toneOf(row)} words={stateWords(row)} />,
  },
  {
    ...{ id: 'services', title: t('Services'), width: '82px', align: 'end' },
    sortValue: ({ services }) => services.running,
    cell: (row) => <span title={serviceWords(row)}>{serviceCount(row)}</span>,
  },
  {
    ...{ id: 'health', title: t('Health'), width: '110px', from: 640 },
    sortValue: ({ health }) => health,
    cell: ({ health }) => <HealthMark health={health} />,
  },
  {
    ...{ id: 'ports', title: t('Ports'), width: 'minmax(90px, 0.8fr)', from: 800 },
    sortValue: ({ ports }) => ports[0]?.hostPort ?? null,
    cell: ({ ports }, tabIndex) => <Ports ports={ports} most={MOST_PORTS} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'place', title: t('Folder and files'), width: 'minmax(150px, 2.4fr)', from: 460 },
    sortValue: folderOf,
    cell: (row) => <Place row={row} />,
  },
];
