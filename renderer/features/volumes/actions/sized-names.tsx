import type { VolumeRow } from '../../../../main/contract/volumes';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { dateTime } from '../../../lib/time';
import { EngineText } from '../../../ui/engine-text';
import parts from '../../../ui/list-parts.module.css';
import { type SizesState, sizeOf, useSizes } from '../volumes-store';
import classes from '../volumes.module.css';
import { titleOf } from '../whose';

const MOST = 200;

export const countWords = (count: number): string => t('{count, plural, one {1 volume} other {# volumes}}', { count });

export interface Sum {
  readonly bytes: number;
  /** Whose size is not known. */
  readonly unknown: number;
  readonly measuredAt: number | null;
}

export function sumOf(rows: readonly VolumeRow[], sizes: SizesState): Sum {
  const known = rows.map(({ name }) => sizeOf(sizes, name));
  return {
    bytes: known.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0),
    unknown: known.filter((bytes) => bytes === null).length,
    measuredAt: sizes.sizes?.measuredAt ?? null,
  };
}

export function sumWords({ bytes, unknown, measuredAt }: Sum): string {
  const rest = unknown === 0 ? '' : t(', and {unknown} of unknown size', { unknown: countWords(unknown) });
  const when = measuredAt === null ? '' : t(' (measured {measuredAt})', { measuredAt: dateTime(measuredAt) });
  return `${decimalBytes(bytes)}${rest}${when}`;
}

/** What each is, and how large as far as that is known. */
export function SizedNames({ label, rows }: { readonly label: string; readonly rows: readonly VolumeRow[] }) {
  const sizes = useSizes();
  return (
    <ul className={parts.names} tabIndex={0} aria-label={label}>
      {rows.slice(0, MOST).map((row) => {
        const { text, hash } = titleOf(row);
        const bytes = sizeOf(sizes, row.name);
        return (
          <li key={row.name}>
            <EngineText value={hash === null ? text : `${text} (${hash})`} />
            <span className={classes.dim}>{bytes === null ? '' : decimalBytes(bytes)}</span>
          </li>
        );
      })}
      {rows.length > MOST && <li>{t('and {count} more', { count: rows.length - MOST })}</li>}
    </ul>
  );
}
