import { type ComponentType, useState } from 'react';
import type { DiskTarget } from '../../../main/contract/disk';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { useSettings } from '../../rpc/stores/settings-store';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { startJob } from './job-store';
import { TargetList } from './target-list';

/** What the bin takes. */
type Keepable = Extract<DiskTarget['kind'], 'container' | 'volume'>;

interface KeepChoiceProps {
  /** What keeping them takes; null: not known. */
  readonly bytes: number | null;
  readonly keep: boolean;
  readonly onKeep: (keep: boolean) => void;
  readonly kinds: readonly Keepable[];
}

export interface KeepProps {
  /** Whether what is deleted goes into the bin. */
  readonly KeepChoice: ComponentType<KeepChoiceProps>;
}

interface Props extends KeepProps {
  readonly targets: readonly DiskTarget[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const LOSSES: Readonly<Record<DiskTarget['kind'], string>> = {
  image: t('An image that cannot be pulled or built again is lost.'),
  container: t('What a container wrote outside of volumes goes with it, and its log.'),
  volume: t('The files in a volume go with it.'),
  cache: t('The next builds take longer without the cache.'),
  network: t('A network can be made again.'),
};

const KEPT: Readonly<Record<Keepable, string>> = {
  container: t('A container goes into the bin with what it wrote outside of volumes; its log is lost.'),
  volume: t('A volume goes into the bin with its files.'),
};

const isKeepable = (kind: DiskTarget['kind']): kind is Keepable => kind === 'container' || kind === 'volume';

const sum = (targets: readonly DiskTarget[]): number => targets.reduce((total, { bytes }) => total + (bytes ?? 0), 0);

/** Says what goes, what of it can be had back, and what is lost. */
export function DeleteDialog({ targets, onClose, onDone, KeepChoice }: Props) {
  const isUsual = useSettings(({ value }) => value?.bin.enabled === true);
  const [chosen, setKeep] = useState<boolean | null>(null);
  const kinds = [...new Set(targets.map(({ kind }) => kind))];
  const keepable = kinds.filter(isKeepable);
  const keep = keepable.length > 0 && (chosen ?? isUsual);
  const kept = targets.filter(({ kind }) => keep && isKeepable(kind));
  const gone = targets.filter(({ kind }) => !(keep && isKeepable(kind)));
  const remove = (): void => {
    onClose();
    void startJob({ action: 'remove', targets, promised: null, keep }).then(onDone);
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Delete {count, plural, one {# thing} other {# things}}?', { count: targets.length })}
      confirmLabel={t('Delete')}
      onConfirm={remove}
      onCancel={onClose}
    >
      <p>{kinds.map((kind) => (keep && isKeepable(kind) ? KEPT[kind] : LOSSES[kind])).join(' ')}</p>
      {kept.length > 0 && gone.length > 0 && (
        <p>
          {t(
            '{count, plural, one {# thing} other {# things}} of other kinds cannot go into the bin: they are deleted for good.',
            { count: gone.length },
          )}
        </p>
      )}
      {sum(gone) > 0 && <p>{t('It gives back at least {gone}.', { gone: decimalBytes(sum(gone)) })}</p>}
      {kept.length > 0 && <p>{t('What is in the bin takes its room until it leaves it.')}</p>}
      {keepable.length > 0 && (
        <KeepChoice
          bytes={sizeOf(targets.filter(({ kind }) => isKeepable(kind)))}
          keep={keep}
          onKeep={setKeep}
          kinds={keepable}
        />
      )}
      <TargetList targets={targets} label={t('What goes')} />
    </ConfirmDialog>
  );
}

/** null: of one of them it is not known. */
const sizeOf = (targets: readonly DiskTarget[]): number | null =>
  targets.some(({ bytes }) => bytes === null) ? null : sum(targets);
