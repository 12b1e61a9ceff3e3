import type { ReactNode } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../registries.module.css';
import type { useNames } from './use-names';

interface Props {
  readonly label: string;
  readonly names: ReturnType<typeof useNames>;
  readonly none: string;
  /** Which of them is open. */
  readonly current?: string | null;
  readonly onOpen: (name: string) => void;
  /** Instead of an error's own words, where they would not help. */
  readonly explain?: (error: unknown) => ReactNode;
}

/** Few registries tell them in an order that helps. */
const collator = new Intl.Collator(undefined, { numeric: true });

/** Names that a registry tells page by page. */
export function NameList({ label, names, none, current = null, onOpen, explain }: Props) {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = names;
  const all = (data?.pages.flatMap((page) => page.names) ?? []).sort(collator.compare);
  const instead = error === null ? null : (explain?.(error) ?? null);
  return (
    <div aria-busy={isFetching} className={classes.list}>
      {data === undefined && error === null && <Skeleton height="60px" />}
      {error !== null && (instead ?? <ErrorNotice error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && all.length === 0 && <p className={classes.dim}>{none}</p>}
      <ul className={classes.names} aria-label={label}>
        {all.map((name) => (
          <li key={name}>
            <button
              type="button"
              className={classes.link}
              aria-label={withoutControls(name)}
              aria-current={name === current || undefined}
              onClick={() => onOpen(name)}
            >
              <EngineText value={name} />
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button disabled={isFetching} onClick={() => void fetchNextPage()}>
          {isFetching ? t('Asking…') : t('More')}
        </Button>
      )}
    </div>
  );
}
