import type { VolumeWork, VolumeWorkKind } from '../../../main/contract/volumes';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { durationWords } from '../../lib/time';
import { rpc } from '../../rpc/client';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { WorkCard, WorkFailure, WorkList } from '../../ui/work-list';
import { useVolumeWork } from './volumes-store';
import classes from './volumes.module.css';

const TITLES: Readonly<Record<VolumeWorkKind, string>> = {
  clone: t('Clone'),
  empty: t('Empty'),
  export: t('Export'),
  import: t('Import'),
  backup: t('Backup'),
  restore: t('Restore'),
  check: t('Check'),
};

const amountWords = ({ bytes, total }: VolumeWork): string =>
  total === null || bytes > total
    ? decimalBytes(bytes)
    : t('{bytes} of {total}', { bytes: decimalBytes(bytes), total: decimalBytes(total) });

function stateWords(work: VolumeWork): string {
  const { state, bytes, startedAt, endedAt } = work;
  const amount = bytes === 0 ? '' : amountWords(work);
  switch (state) {
    case 'running':
      return amount;
    case 'done':
      return [
        t('Done'),
        amount,
        endedAt === null ? '' : t('in {endedAt}', { endedAt: durationWords(endedAt - startedAt) }),
      ]
        .filter((part) => part !== '')
        .join(', ');
    case 'cancelled':
      return t('Cancelled');
    case 'failed':
      return t('Failed');
  }
}

const stop = ({ id, state }: VolumeWork): void =>
  void rpc.call(state === 'running' ? 'volumes.cancel' : 'volumes.dismiss', { id }).catch(() => undefined);

interface Props {
  /** Of this volume only. */
  readonly volume?: string;
}

/** What is under way with volumes, and how it ended. */
export function WorkPanel({ volume }: Props) {
  const all = useVolumeWork((store) => store.state?.works ?? NONE);
  const works = volume === undefined ? all : all.filter((work) => work.volume === volume);
  if (works.length === 0) return null;
  return (
    <WorkList label={t('Work on volumes')}>
      {works.toReversed().map((work) => (
        <Work key={work.id} work={work} />
      ))}
    </WorkList>
  );
}

const NONE: readonly VolumeWork[] = [];

function Work({ work }: { readonly work: VolumeWork }) {
  const { kind, volume, target, state, note, sha256, total, bytes, failure } = work;
  const label = t('{title} of {volume}', { title: TITLES[kind], volume: withoutControls(volume) });
  return (
    <WorkCard
      {...{ state, label, lead: TITLES[kind], progress: { bytes, total } }}
      words={stateWords(work)}
      subject={<EngineText value={target === '' ? volume : `${volume} → ${target}`} />}
      endLabel={`${state === 'running' ? t('Cancel') : t('Dismiss')} ${label}`}
      onEnd={() => stop(work)}
    >
      {note !== '' && <EngineText value={note} wrap />}
      {failure !== null && state === 'failed' && <WorkFailure failure={failure} />}
      {sha256 !== null && (
        <span className={classes.sum}>
          {t('sha256 {sha256}…', { sha256: sha256.slice(0, 16) })}
          <CopyButton text={sha256} label={t('Copy the SHA-256 of {volume}', { volume: withoutControls(volume) })} />
        </span>
      )}
    </WorkCard>
  );
}
