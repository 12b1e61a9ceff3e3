import type { BinRow } from '../../../main/contract/bin';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { agoWords, spanWords } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';

const MINUTE = 60_000;

function Ago({ at }: { readonly at: number }) {
  const now = useNow(MINUTE);
  return agoWords(at, Math.max(now, at));
}

function Left({ until }: { readonly until: number }) {
  const left = until - useNow(MINUTE);
  return left <= 0 ? t('now') : t('in {left}', { left: spanWords(left) });
}

const KIND: Readonly<Record<BinRow['kind'], string>> = { container: t('Container'), volume: t('Volume') };

export const COLUMNS: readonly GridColumn<BinRow>[] = [
  {
    id: 'name',
    title: t('Name'),
    width: 'minmax(140px, 2fr)',
    sortValue: ({ name }) => name,
    cell: ({ name }) => <EngineText value={name} />,
  },
  { id: 'kind', title: t('Kind'), width: '100px', sortValue: ({ kind }) => kind, cell: ({ kind }) => KIND[kind] },
  {
    ...{ id: 'image', title: t('Image'), width: 'minmax(100px, 1fr)', from: 760 },
    sortValue: ({ image }) => image,
    cell: ({ image }) => <EngineText value={image} />,
  },
  {
    ...{ id: 'size', title: t('Size'), width: '100px', align: 'end' as const },
    sortValue: ({ sizeBytes }) => sizeBytes,
    cell: ({ sizeBytes }) => decimalBytes(sizeBytes),
  },
  {
    ...{ id: 'deleted', title: t('Deleted'), width: '130px' },
    sortValue: ({ deletedAt }) => deletedAt,
    cell: ({ deletedAt }) => <Ago at={deletedAt} />,
  },
  {
    ...{ id: 'goes', title: t('Goes for good'), width: '130px', from: 560 },
    sortValue: ({ goesAt }) => goesAt,
    cell: ({ goesAt }) => <Left until={goesAt} />,
  },
];
