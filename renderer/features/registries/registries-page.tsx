import { useQueryClient } from '@tanstack/react-query';
import { IconLogin2, IconPlus, IconRefresh, IconSettings } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { RegistryList, RegistryRow } from '../../../main/contract/registries';
import { explainError } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { IconButton } from '../../ui/icon-button';
import { ListPage } from '../../ui/list-page';
import { Notice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';
import { AddDialog } from './add-dialog';
import { DetailsPane } from './browse/details-pane';
import { COLUMNS } from './columns';
import { DaemonDialog } from './daemon-dialog';
import { LoginDialog } from './login-dialog';
import classes from './registries.module.css';
import { DETAILS_ROUTE, detailsPath, LIST_PATH } from './routes';
import { readAgain, useRegistries } from './use-registries';
import { loginWords, titleOf } from './words';

const keyOf = ({ registry }: RegistryRow): string => registry;
const textOf = (row: RegistryRow): string => `${row.registry} ${titleOf(row.registry)} ${loginWords(row)}`;
/** As main has them: Docker Hub first. */
const AS_THEY_COME = { by: '', descending: false };

export interface RegistriesPageProps {
  /** Begins to pull an image, given by its full reference; left out: nothing offers it. */
  readonly onPull?: (reference: string) => void;
}

type Asked = 'login' | 'add' | 'daemon' | null;

/** The registries that are known, who is logged in to them, and what is in one. */
export function RegistriesPage({ onPull }: RegistriesPageProps) {
  const { data, error, refetch } = useRegistries();
  const rows = useMemo(() => new Map(data?.registries.map((row) => [row.registry, row])), [data]);
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf, sort: AS_THEY_COME });
  const [asked, setAsked] = useState<Asked>(null);
  const [, params] = useRoute(DETAILS_ROUTE);
  const [, navigate] = useLocation();
  const open = params === null ? undefined : rows.get(decodeName(params.name));
  return (
    <>
      <ListPage
        title={t('Registries')}
        counts={grid.total === 0 ? '' : String(grid.total)}
        tools={
          <div className={classes.tools}>
            <SearchBox
              label={t('Filter registries')}
              className={classes.filter}
              value={grid.filter}
              onText={grid.setFilter}
            />
            <Tools onAsk={setAsked} />
          </div>
        }
        notes={<Notes list={data} error={error} onRetry={() => void refetch()} />}
        details={
          open === undefined ? null : (
            <DetailsPane key={open.registry} row={open} onPull={onPull} onClose={() => navigate(LIST_PATH)} />
          )
        }
      >
        <DataGrid
          label={t('Registries')}
          columns={COLUMNS}
          rows={grid.shown}
          keyOf={keyOf}
          nameOf={({ registry }) => titleOf(registry)}
          stateOf={(row) => t('logged in: {user}', { user: loginWords(row) })}
          sort={grid.sort}
          onSort={grid.setSort}
          onOpen={(row) => navigate(detailsPath(row.registry))}
          openKey={open?.registry ?? null}
        />
      </ListPage>
      {asked === 'login' && <LoginDialog registry={null} onClose={() => setAsked(null)} />}
      {asked === 'add' && <AddDialog onClose={() => setAsked(null)} />}
      {asked === 'daemon' && <DaemonDialog engine={data?.engine ?? null} onClose={() => setAsked(null)} />}
    </>
  );
}

/** The router leaves a `%` in a name as it is in the address. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function Tools({ onAsk }: { readonly onAsk: (what: Asked) => void }) {
  const client = useQueryClient();
  return (
    <>
      <IconButton label={t('Read again')} icon={<IconRefresh size={16} />} onClick={() => void readAgain(client)} />
      <IconButton label={t('Engine settings…')} icon={<IconSettings size={16} />} onClick={() => onAsk('daemon')} />
      <Button icon={<IconPlus size={16} />} onClick={() => onAsk('add')}>
        <span className={classes.word}>{t('Add…')}</span>
      </Button>
      <Button variant="primary" icon={<IconLogin2 size={16} />} onClick={() => onAsk('login')}>
        <span className={classes.word}>{t('Log in…')}</span>
      </Button>
    </>
  );
}

interface NotesProps {
  readonly list: RegistryList | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What is wrong with where credentials are kept: the rest is shown all the same. */
function Notes({ list, error, onRetry }: NotesProps) {
  if (error !== null && error !== undefined) return <ErrorNotice error={error} onRetry={onRetry} />;
  return list?.faults.map((fault) => {
    const { title, advice, engineWords } = explainError({ code: 'CREDENTIAL_FAULT', data: fault });
    return (
      <Notice key={`${fault.kind} ${fault.file} ${fault.helper}`} tone="warn" role="alert" title={title}>
        {engineWords !== '' && <EngineText value={engineWords} wrap />} {advice}
      </Notice>
    );
  });
}
