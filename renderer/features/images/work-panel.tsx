import type { ImageWork } from '../../../main/contract/images';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { durationWords } from '../../lib/time';
import { rpc } from '../../rpc/client';
import { EngineText } from '../../ui/engine-text';
import { WorkCard, WorkFailure, WorkList } from '../../ui/work-list';
import { useImageWork } from './images-store';

const TITLES: Readonly<Record<ImageWork['kind'], string>> = { save: t('Save'), load: t('Load'), import: t('Import') };

const amountWords = ({ bytes, total }: ImageWork): string =>
  total === null
    ? decimalBytes(bytes)
    : t('{bytes} of {total}', { bytes: decimalBytes(bytes), total: decimalBytes(total) });

function stateWords(work: ImageWork): string {
  const { state, bytes, startedAt, endedAt } = work;
  switch (state) {
    case 'running':
      return amountWords(work);
    case 'done':
      return t('Done, {bytes} in {endedAt}', {
        bytes: decimalBytes(bytes),
        endedAt: durationWords((endedAt ?? startedAt) - startedAt),
      });
    case 'cancelled':
      return t('Cancelled');
    case 'failed':
      return t('Failed');
  }
}

const stop = ({ id, state }: ImageWork): void =>
  void rpc.call(state === 'running' ? 'images.cancel' : 'images.dismiss', { id }).catch(() => undefined);

/** Saves, loads and imports under way, and how they ended. */
export function WorkPanel() {
  const works = useImageWork((store) => store.works);
  if (works.length === 0) return null;
  return (
    <WorkList label={t('Work on images')}>
      {works.toReversed().map((work) => (
        <Work key={work.id} work={work} />
      ))}
    </WorkList>
  );
}

function Work({ work }: { readonly work: ImageWork }) {
  const { kind, file, state, note, total, bytes, failure } = work;
  const label = t('{title} of {file}', { title: TITLES[kind], file: withoutControls(file) });
  return (
    <WorkCard
      {...{ state, label, lead: TITLES[kind], progress: { bytes, total } }}
      words={stateWords(work)}
      subject={<EngineText value={file} />}
      endLabel={`${state === 'running' ? t('Cancel') : t('Dismiss')} ${label}`}
      onEnd={() => stop(work)}
    >
      {failure !== null && <WorkFailure failure={failure} />}
      {note !== '' && <EngineText value={note} wrap />}
    </WorkCard>
  );
}
