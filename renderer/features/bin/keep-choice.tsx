import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useSettings } from '../../rpc/stores/settings-store';

interface Props {
  /** What it would take; null: not known yet. */
  readonly bytes: number | null;
  readonly keep: boolean;
  readonly onKeep: (keep: boolean) => void;
  /** Left out: containers alone. */
  readonly kinds?: readonly ('container' | 'volume')[];
}

const CONTAINERS = ['container'] as const;

/** Whether what is deleted goes into the bin, and what that costs. */
export function KeepChoice({ bytes, keep, onKeep, kinds = CONTAINERS }: Props) {
  const settings = useSettings((store) => store.value?.bin);
  const forecast = useQuery({
    queryKey: ['bin', 'forecast', bytes],
    queryFn: ({ signal }) => rpc.call('bin.forecast', { bytes: bytes ?? 0 }, { signal }),
    enabled: keep && bytes !== null,
    gcTime: 0,
  });
  const hours = settings?.hours ?? 0;
  return (
    <Checkbox
      checked={keep}
      label={hours === 1 ? t('Keep in the bin for an hour') : t('Keep in the bin for {hours} hours', { hours })}
      description={keep ? words(forecast.data, settings?.maxBytes ?? 0, kinds) : GONE}
      onChange={(event) => onKeep(event.currentTarget.checked)}
    />
  );
}

const NAMED = 3;
const GONE = t('It is deleted at once, and cannot be had back.');

/** What it takes until it is there. */
function costWords(kinds: NonNullable<Props['kinds']>): string {
  if (!kinds.includes('volume')) return t('it is committed first, and paused for that.');
  const copied = t('a copy is made first, which takes as long as reading');
  return kinds.includes('container')
    ? t('containers are committed first; of volumes {copied} them.', { copied })
    : t('{copied} all of it.', { copied });
}

function words(
  forecast: { readonly fits: boolean; readonly leaving: readonly string[] } | undefined,
  maxBytes: number,
  kinds: NonNullable<Props['kinds']>,
): string {
  if (forecast?.fits === false)
    return t('It is larger than the bin may be ({maxBytes}): it stays.', { maxBytes: decimalBytes(maxBytes) });
  const leaving = forecast?.leaving ?? [];
  if (leaving.length === 0) return t('It can be restored from the Bin; {kinds}', { kinds: costWords(kinds) });
  const more = leaving.length > NAMED ? t(' and {count} more', { count: leaving.length - NAMED }) : '';
  const names = leaving.slice(0, NAMED).map(withoutControls).join(', ');
  return t('The bin is full: to make room, the oldest in it go for good: {names}{more}.', { names, more });
}
