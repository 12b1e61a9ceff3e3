import type { RegistryRow } from '../../../main/contract/registries';
import { t } from '../../lib/i18n';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';
import classes from './registries.module.css';
import { DOCKER_HUB, fromWords, loginWords, meansWords, securityWords } from './words';

const Name = ({ registry }: RegistryRow) =>
  registry === DOCKER_HUB ? (
    <>
      Docker Hub <span className={classes.dim}>{DOCKER_HUB}</span>
    </>
  ) : (
    <EngineText value={registry} />
  );

const Login = (row: RegistryRow) => (
  <span className={row.state === 'in' ? undefined : classes.dim}>
    <EngineText value={row.state === 'out' ? '–' : loginWords(row)} />
  </span>
);

export const COLUMNS: readonly GridColumn<RegistryRow>[] = [
  {
    ...{ id: 'name', title: t('Registry'), width: 'minmax(170px, 2fr)', sortValue: ({ registry }) => registry },
    cell: (row) => <Name {...row} />,
  },
  {
    ...{ id: 'login', title: t('Logged in'), width: 'minmax(110px, 1fr)', sortValue: loginWords },
    cell: (row) => <Login {...row} />,
  },
  {
    ...{ id: 'means', title: t('Kept'), width: 'minmax(150px, 1.4fr)', from: 560, sortValue: meansWords },
    cell: (row) => <EngineText value={meansWords(row)} />,
  },
  {
    ...{ id: 'security', title: t('Engine asks by'), width: '120px', from: 700, sortValue: securityWords },
    cell: (row) => <span className={row.insecure === true ? classes.warn : undefined}>{securityWords(row)}</span>,
  },
  {
    ...{ id: 'mirrors', title: t('Mirrors'), width: 'minmax(100px, 1fr)', from: 1000 },
    cell: ({ mirrors }) => <EngineText value={mirrors.join(', ')} />,
  },
  {
    ...{ id: 'from', title: t('Known from'), width: 'minmax(130px, 1fr)', from: 860, sortValue: fromWords },
    cell: (row) => fromWords(row),
  },
];
