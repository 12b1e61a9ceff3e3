import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comparison } from '../../../main/contract/layers';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { numberWords } from '../../lib/numbers';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { ConfigTable, PackageTable } from './compare-tables';
import { DifferencesGrid } from './differences-grid';
import type { ImageTabProps } from './image-tab';
import classes from './layers.module.css';
import { ReadingState } from './reading-state';
import { useChoices } from './use-choices';
import { useOpenImage } from './use-open-image';

/** What differs from this image to another one. */
export function CompareTab({ imageId, reference }: ImageTabProps) {
  const choices = useChoices().filter(({ id }) => id !== imageId);
  const [otherId, setOtherId] = useState<string | null>(null);
  const open = useOpenImage(imageId);
  const other = useOpenImage(otherId);
  const both = open.opened.state === 'ready' && other.opened.state === 'ready';
  return (
    <div className={classes.column}>
      <div className={classes.tools}>
        <span id="compare-with">{t('Compare with')}</span>
        <NativeSelect
          aria-labelledby="compare-with"
          className={classes.select}
          value={otherId ?? ''}
          onChange={(event) => setOtherId(event.currentTarget.value || null)}
          data={[
            { value: '', label: t('Choose an image') },
            ...choices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <div className={classes.tree}>
        {otherId === null && (
          <EmptyState title={t('Choose the other image')}>
            <p>{t('Settings, packages and files that differ are shown, from this one to the other.')}</p>
          </EmptyState>
        )}
        {otherId !== null && !both && <ReadingState open={open.opened.state === 'ready' ? other : open} />}
        {otherId !== null && open.opened.state === 'ready' && other.opened.state === 'ready' && (
          <Compared
            key={otherId}
            pair={{ imageId: open.opened.image.imageId, otherId: other.opened.image.imageId }}
            names={{ before: reference, after: choices.find(({ id }) => id === otherId)?.name ?? otherId }}
          />
        )}
      </div>
    </div>
  );
}

const VIEWS = [t('Files'), t('Packages'), t('Settings')] as const;

interface ComparedProps {
  readonly pair: { readonly imageId: string; readonly otherId: string };
  readonly names: { readonly before: string; readonly after: string };
}

function Compared({ pair, names }: ComparedProps) {
  const [view, setView] = useState<(typeof VIEWS)[number]>('Files');
  const { data, error, refetch } = useQuery({
    queryKey: ['layers', 'compare', pair],
    queryFn: () => rpc.call('layers.compare', pair),
  });
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  return (
    <div className={classes.column}>
      <div className={classes.tools}>
        <span role="group" aria-label={t('Compare')} className={classes.compareTabs}>
          {VIEWS.map((each) => (
            <Button key={each} variant="subtle" aria-pressed={each === view} onClick={() => setView(each)}>
              {each} {numberWords(countOf(data, each))}
            </Button>
          ))}
        </span>
        <span role="status" className={classes.dim}>
          {summaryWords(data)}
        </span>
      </div>
      <div className={classes.tree}>
        {view === 'Files' && <DifferencesGrid pair={pair} />}
        {view === 'Packages' && <PackageTable lines={data.packages} names={names} />}
        {view === 'Settings' && <ConfigTable lines={data.config} names={names} />}
      </div>
    </div>
  );
}

function countOf({ files, packages, config }: Comparison, view: (typeof VIEWS)[number]): number {
  if (view === 'Files') return files.added + files.removed + files.changed;
  return view === 'Packages' ? packages.length : config.length;
}

function summaryWords({ files, bytes }: Comparison): string {
  const grown = bytes.after - bytes.before;
  const words =
    grown === 0 ? t('as large') : `${decimalBytes(Math.abs(grown))} ${grown > 0 ? t('larger') : t('smaller')}`;
  return t('{added} added, {removed} removed, {changed} changed, {same} the same; {words}', {
    added: files.added,
    removed: files.removed,
    changed: files.changed,
    same: files.same,
    words,
  });
}
