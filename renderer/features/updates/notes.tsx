import type { Release } from '../../../main/contract/updates';
import { t } from '../../lib/i18n';
import { dateOf } from '../../lib/time';
import { LongEngineText } from '../../ui/long-engine-text';

/** What is new, as plain text however it is marked up. */
export function Notes({ release: { version, notes, releasedAt } }: { readonly release: Release }) {
  if (notes.trim() === '') return null;
  return (
    <details>
      <summary>
        {releasedAt === null
          ? t('What is new in {version}', { version })
          : t('What is new in {version}, of {date}', { version, date: dateOf(releasedAt) })}
      </summary>
      <LongEngineText value={notes} />
    </details>
  );
}
