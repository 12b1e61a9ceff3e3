import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImageFate, ImageRow } from '../../../../main/contract/images';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import parts from '../../../ui/list-parts.module.css';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import { useImages } from '../images-store';
import classes from '../images.module.css';
import { closeQuestion } from '../questions-store';
import { removeImages } from '../removal-store';
import { countWords, usersWords } from '../words';
import { CliLine } from './cli-line';

const MOST = 100;

/** Names and containers of these; a change of either asks for a new plan. */
const stampOf = (rows: readonly ImageRow[]): string =>
  JSON.stringify(rows.map(({ id, tags, digests, usedBy, moreUsers }) => [id, tags, digests, usedBy, moreUsers]));

function usePlan(asked: readonly ImageRow[]) {
  // What it says follows the engine while the question stands.
  const known = useImages((state) => state.rows);
  const rows = asked.flatMap(({ id }) => known.get(id) ?? []);
  const ids = asked.map(({ id }) => id);
  return useQuery({
    queryKey: ['images', 'plan', stampOf(rows)],
    queryFn: ({ signal }) => rpc.call('images.plan', { ids }, { signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
}

/** Says which names go, which containers are concerned and what stays, before anything is done. */
export function DeleteDialog({ rows }: { readonly rows: readonly ImageRow[] }) {
  const { data: plan, error } = usePlan(rows);
  const [force, setForce] = useState(false);
  const of = (...kinds: readonly ImageFate['fate'][]): readonly ImageFate[] =>
    plan?.filter(({ fate }) => kinds.includes(fate)) ?? [];
  const forced = of('forced');
  const going = force ? of('goes', 'parent', 'forced') : of('goes', 'parent');
  const confirm = (): void => {
    closeQuestion();
    void removeImages(going, force);
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('{count, plural, one {Delete this image?} other {Delete {images}?}}', {
        count: rows.length,
        images: countWords(rows.length),
      })}
      confirmLabel={t('Delete')}
      busy={going.length === 0}
      onConfirm={confirm}
      onCancel={closeQuestion}
    >
      {plan === undefined && error === null && <Skeleton width="60%" />}
      {error !== null && <ErrorNotice error={error} />}
      <Staying title={t('In use by containers that run: left alone')} fates={of('running')} words={usersWords} />
      {forced.length > 0 && (
        <Staying title={t('In use by containers that do not run')} fates={forced} words={usersWords}>
          <Checkbox
            checked={force}
            onChange={(event) => setForce(event.currentTarget.checked)}
            label={t('Delete by force')}
            description={t(
              'These containers stay, and cannot be made anew from it. They start as long as their layers are there.',
            )}
          />
        </Staying>
      )}
      <Staying title={t('Others are built on it: only the names go')} fates={of('parent')} words={childrenWords} />
      <Staying
        title={t('The way back of a deleted or edited container')}
        fates={going.filter(({ kept }) => kept)}
        words={keptWords}
      />
      {going.length > 0 && (
        <>
          <p>
            {going.some(({ names }) => names.length > 1)
              ? t('All of these names go: an image that cannot be pulled or built again is lost.')
              : t('What goes: an image that cannot be pulled or built again is lost.')}
          </p>
          <Going fates={going} />
          <CliLine
            wish={{
              action: 'remove',
              names: going.flatMap(({ id, names }) => (names.length > 0 ? names : [id])),
              force,
            }}
          />
        </>
      )}
    </ConfirmDialog>
  );
}

const childrenWords = ({ children, moreChildren }: ImageFate): string =>
  `${children.map(({ name }) => name).join(', ')}${moreChildren > 0 ? t(' and {moreChildren} more', { moreChildren }) : ''}`;

const keptWords = (): string => t('it cannot be restored without this image');

interface StayingProps {
  readonly title: string;
  readonly fates: readonly ImageFate[];
  readonly words: (fate: ImageFate) => string;
  readonly children?: React.ReactNode;
}

function Staying({ title, fates, words, children }: StayingProps) {
  if (fates.length === 0) return null;
  return (
    <Notice tone="warn" title={title}>
      <ul className={classes.plainList}>
        {fates.slice(0, 20).map((fate) => (
          <li key={fate.id}>
            <EngineText value={`${fate.name}: ${words(fate)}`} wrap />
          </li>
        ))}
        {fates.length > 20 && <li>{t('and {count} more', { count: fates.length - 20 })}</li>}
      </ul>
      {children}
    </Notice>
  );
}

function Going({ fates }: { readonly fates: readonly ImageFate[] }) {
  const lines = fates.flatMap(({ id, name, names }) =>
    names.length === 0 ? [{ id, text: t('{name} (no name)', { name }) }] : names.map((text) => ({ id, text })),
  );
  return (
    <ul className={parts.names} tabIndex={0} aria-label={t('Names that go')}>
      {lines.slice(0, MOST).map(({ id, text }) => (
        <li key={`${id} ${text}`}>
          <EngineText value={text} />
        </li>
      ))}
      {lines.length > MOST && <li>{t('and {count} more', { count: lines.length - MOST })}</li>}
    </ul>
  );
}
