import type { NetworkRow } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';
import { agoWords, dateTime } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import { EngineText } from '../../ui/engine-text';
import type { GridColumn } from '../../ui/data-grid/columns';
import classes from './networks.module.css';
import { traitsOf } from './words';

const MINUTE_MS = 60_000;

/** A scope says nothing where it is the usual one. */
const Driver = ({ driver, scope }: NetworkRow) => (
  <EngineText value={scope === 'local' || scope === '' ? driver : `${driver} (${scope})`} />
);

const Traits = ({ row }: { readonly row: NetworkRow }) => (
  <span className={classes.traits}>
    {traitsOf(row).map((trait) => (
      <span key={trait} className={classes.trait}>
        {trait}
      </span>
    ))}
  </span>
);

function Created({ at }: { readonly at: number | null }) {
  const now = useNow(MINUTE_MS);
  return at === null ? '' : <span title={dateTime(at)}>{agoWords(at, now)}</span>;
}

const joined = (values: readonly string[]): string => values.filter((value) => value !== '').join(', ');
const subnetsOf = ({ subnets }: NetworkRow): string => joined(subnets.map(({ subnet }) => subnet));
const gatewaysOf = ({ subnets }: NetworkRow): string => joined(subnets.map(({ gateway }) => gateway));

export const COLUMNS: readonly GridColumn<NetworkRow>[] = [
  {
    ...{ id: 'name', title: t('Name'), width: 'minmax(140px, 2fr)', sortValue: ({ name }) => name },
    cell: ({ name }) => <EngineText value={name} />,
  },
  {
    ...{ id: 'driver', title: t('Driver'), width: '92px', sortValue: ({ driver }) => driver },
    cell: (row) => <Driver {...row} />,
  },
  {
    ...{ id: 'subnets', title: t('Subnets'), width: 'minmax(130px, 1.4fr)', sortValue: subnetsOf },
    cell: (row) => <EngineText value={subnetsOf(row)} mono />,
  },
  {
    ...{ id: 'gateway', title: t('Gateway'), width: 'minmax(100px, 1fr)', from: 900, sortValue: gatewaysOf },
    cell: (row) => <EngineText value={gatewaysOf(row)} mono />,
  },
  {
    ...{ id: 'traits', title: t('Kind'), width: 'minmax(110px, 1.1fr)', from: 620 },
    cell: (row) => <Traits row={row} />,
  },
  {
    ...{
      id: 'project',
      title: t('Project'),
      width: 'minmax(80px, 0.8fr)',
      from: 1000,
      sortValue: ({ project }) => project,
    },
    cell: ({ project }) => <EngineText value={project ?? ''} />,
  },
  {
    ...{
      id: 'containers',
      title: t('Containers'),
      width: '96px',
      align: 'end',
      sortValue: ({ endpoints }) => endpoints.length,
    },
    cell: ({ endpoints }) => (
      <span title={joined(endpoints.slice(0, 20).map(({ name }) => name))}>{endpoints.length}</span>
    ),
  },
  {
    ...{
      id: 'created',
      title: t('Created'),
      width: '120px',
      align: 'end',
      from: 760,
      sortValue: ({ created }) => created,
    },
    cell: ({ created }) => <Created at={created} />,
  },
];
