import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ImagePackage, PackageKind } from '../../../main/contract/image-packages';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import type { GridColumn } from '../../ui/data-grid/columns';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';
import { Toggle } from './toggle';
import { beginSbom } from './download-sbom';
import type { ImageTabProps } from './image-tab';
import classes from './layers.module.css';
import { LicencesDialog } from './licences-dialog';
import { ReadingState } from './reading-state';
import { ScanPanel } from './scan-panel';
import { useOpenImage } from './use-open-image';

const KINDS: Readonly<Record<PackageKind, string>> = {
  deb: t('Debian'),
  apk: t('Alpine'),
  rpm: 'RPM',
  npm: 'npm',
  pypi: t('Python'),
  golang: t('Go'),
};

const COLUMNS: readonly GridColumn<ImagePackage>[] = [
  {
    ...{ id: 'name', title: t('Name'), width: 'minmax(150px, 2fr)', sortValue: ({ name }) => name },
    cell: ({ name }) => <EngineText value={name} />,
  },
  {
    ...{ id: 'version', title: t('Version'), width: 'minmax(110px, 1fr)', sortValue: ({ version }) => version },
    cell: ({ version }) => <EngineText value={version} />,
  },
  {
    ...{ id: 'kind', title: t('Kind'), width: '80px', sortValue: ({ kind }) => KINDS[kind] },
    cell: ({ kind }) => KINDS[kind],
  },
  {
    ...{
      id: 'licence',
      title: t('Licence'),
      width: 'minmax(120px, 1.4fr)',
      sortValue: ({ licence }) => licence || null,
    },
    cell: ({ licence }) =>
      licence === '' ? <span className={classes.dim}>{t('not said')}</span> : <EngineText value={licence} />,
  },
  {
    ...{ id: 'path', title: t('Said by'), width: 'minmax(120px, 1.6fr)', from: 820, sortValue: ({ path }) => path },
    cell: ({ path }) => <EngineText value={path} />,
  },
];

const keyOf = ({ kind, name, version, path, architecture }: ImagePackage): string =>
  [kind, name, version, architecture, path].join('\n');
const textOf = ({ kind, name, version, licence }: ImagePackage): string =>
  `${KINDS[kind]} ${name} ${version} ${licence}`;
const nameOf = ({ name, version }: ImagePackage): string => `${name} ${version}`;

/** What is installed in an image, as its own files say. */
export function PackagesTab({ imageId, reference }: ImageTabProps) {
  const open = useOpenImage(imageId);
  if (open.opened.state !== 'ready') return <ReadingState open={open} />;
  return <Packages imageId={open.opened.image.imageId} reference={reference} />;
}

function Packages({ imageId, reference }: ImageTabProps) {
  const known = useQuery({
    queryKey: ['layers', 'packages', imageId],
    queryFn: () => rpc.call('layers.packages', { imageId }),
  });
  if (known.error !== null) return <ErrorNotice error={known.error} onRetry={() => void known.refetch()} />;
  if (known.data === undefined) return null;
  return <List imageId={imageId} reference={reference} {...known.data} />;
}

interface ListProps extends ImageTabProps {
  readonly packages: readonly ImagePackage[];
  readonly notes: readonly string[];
  readonly system: string;
}

function List({ imageId, reference, packages, notes, system }: ListProps) {
  const rows = useMemo(() => new Map(packages.map((one) => [keyOf(one), one])), [packages]);
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf, sort: { by: 'name', descending: false } });
  const [counting, setCounting] = useState(false);
  const [scanning, setScanning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = (format: 'cyclonedx' | 'spdx'): void => {
    setError(null);
    beginSbom({ imageId, name: reference, format }).catch(setError);
  };
  const shown =
    grid.shown.length === rows.size
      ? String(rows.size)
      : t('{count} of {total}', { count: grid.shown.length, total: rows.size });
  return (
    <div className={classes.column}>
      <div className={classes.tools}>
        <SearchBox
          label={t('Search packages')}
          value={grid.filter}
          onText={grid.setFilter}
          className={classes.search}
        />
        <span role="status" className={classes.dim}>
          {t('{count, plural, one {{shown} package} other {{shown} packages}}', { count: rows.size, shown })}
          {system !== '' && (
            <>
              , <EngineText value={system} />
            </>
          )}
        </span>
        <Button disabled={rows.size === 0} onClick={() => setCounting(true)}>
          {t('Licences')}
        </Button>
        <Button onClick={() => save('cyclonedx')}>{t('Export CycloneDX')}</Button>
        <Button onClick={() => save('spdx')}>{t('Export SPDX')}</Button>
        <Toggle pressed={scanning} onPress={setScanning}>
          {t('Vulnerabilities')}
        </Toggle>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {notes.length > 0 && (
        <Notice tone="warn" title={t('Not all that is installed is listed.')}>
          <EngineText value={notes.join('\n')} wrap />
        </Notice>
      )}
      <div className={classes.tree}>
        <DataGrid
          {...{ label: t('Packages'), columns: COLUMNS, rows: grid.shown, keyOf, nameOf }}
          sort={grid.sort}
          onSort={grid.setSort}
        />
        {grid.shown.length === 0 && (
          <div className={classes.empty}>
            <EmptyState title={rows.size === 0 ? t('No packages are found') : t('No package matches')}>
              <p>
                {rows.size === 0
                  ? t('Looked for: Debian, Alpine, npm and Python packages, and the modules of Go programs.')
                  : t('Change the search.')}
              </p>
            </EmptyState>
          </div>
        )}
      </div>
      {scanning && <ScanPanel imageId={imageId} />}
      {counting && <LicencesDialog packages={packages} onClose={() => setCounting(false)} />}
    </div>
  );
}
