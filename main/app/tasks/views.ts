import type { BuildRow } from '../../contract/builds';
import type { ComposeRun } from '../../contract/compose-runs';
import type { ImageWork } from '../../contract/images';
import type { ImportRun } from '../../contract/imports';
import type { ImageTransfer } from '../../contract/pulls';
import type { StartSetRow } from '../../contract/start-sets';
import type { VolumeWork } from '../../contract/volumes';
import type { Seen } from '../../services/tasks/mirror';
import type { Texts } from '../../../texts/translate';

type T = Texts['t'];
type Cancel = (id: string) => void;

const share = (done: number, total: number | null): number | null =>
  total === null || total <= 0 ? null : Math.min(1, done / total);
const unless = (over: boolean, fraction: number | null): number | null => (over ? null : fraction);

/** A pull or push. */
export const pullView =
  (t: T, cancel: Cancel) =>
  (row: ImageTransfer): Seen => {
    const { id, kind, reference, state, bytes, total, unmeasured, said, failure } = row;
    const title =
      kind === 'pull' ? t('Pull of {image}', { image: reference }) : t('Push of {image}', { image: reference });
    return {
      key: id,
      begin: {
        ...{ kind, title, engine: row.engine, route: '/images', startedAt: row.startedAt },
        ...{ cancel: () => cancel(id), quiet: row.quiet },
      },
      state,
      fraction: unmeasured > 0 ? null : share(bytes, total),
      words: failure?.message ?? (state === 'running' ? said : row.note),
    };
  };

export const buildView =
  (t: T, cancel: Cancel) =>
  ({ id, wish, engine, state, startedAt, steps, ended, failure }: BuildRow): Seen => ({
    key: id,
    begin: {
      ...{ kind: 'build', engine, startedAt, route: `/builds/${encodeURIComponent(id)}` },
      title: t('Build of {image}', { image: wish.tags[0] ?? wish.folder }),
      cancel: () => cancel(id),
    },
    state: state === 'preparing' ? 'running' : state === 'interrupted' ? 'failed' : state,
    // How many there will be is told step by step.
    fraction: null,
    words: failure || (steps > 0 ? t('{ended} of {steps} steps', { ended, steps }) : ''),
  });

/** The router takes off one layer of escapes by itself: `%` needs both. */
const segment = (text: string): string => encodeURIComponent(text.replaceAll('%', '%25'));

export const composeView =
  (t: T, cancel: Cancel) =>
  ({ id, key, project, wish, engine, state, startedAt, failure }: ComposeRun): Seen => ({
    key: id,
    begin: {
      ...{ kind: 'compose', engine, startedAt, route: `/compose/${segment(key)}/runs/${segment(id)}` },
      title: t('Compose {verb} of {project}', { verb: wish.verb, project }),
      cancel: () => cancel(id),
    },
    state: state === 'interrupted' ? 'failed' : state,
    ...{ fraction: null, words: failure },
  });

export const startSetView =
  (t: T, cancel: Cancel) =>
  ({ id, name, run }: StartSetRow): Seen | null =>
    run === null
      ? null
      : {
          key: `${id} ${String(run.startedAt)}`,
          begin: {
            ...{ kind: 'start-set', startedAt: run.startedAt, route: '/compose-sets', cancel: () => cancel(id) },
            title:
              run.verb === 'start' ? t('Start set {name}, start', { name }) : t('Start set {name}, stop', { name }),
          },
          state: run.state,
          fraction: share(run.members.filter(({ state }) => isSettled(state)).length, run.members.length),
          words: run.members.find(({ detail }) => detail !== '')?.detail ?? '',
        };

const isSettled = (state: string): boolean => ['done', 'failed', 'skipped'].includes(state);

export const imageWorkView =
  (t: T, cancel: Cancel) =>
  ({ id, kind, file, state, note, bytes, total, startedAt, failure }: ImageWork): Seen => ({
    key: id,
    begin: { kind: 'image', title: imageTitle(t, kind, file), route: '/images', startedAt, cancel: () => cancel(id) },
    state,
    fraction: unless(state !== 'running', share(bytes, total)),
    words: failure?.message ?? note,
  });

function imageTitle(t: T, kind: ImageWork['kind'], file: string): string {
  if (kind === 'save') return t('Save images to {file}', { file });
  return kind === 'load' ? t('Load images from {file}', { file }) : t('Import {file} as an image', { file });
}

export const volumeWorkView =
  (t: T, cancel: Cancel) =>
  ({ id, kind, volume, state, note, bytes, total, startedAt, failure }: VolumeWork): Seen => ({
    key: id,
    begin: {
      ...{ kind: 'volume', title: volumeTitle(t, kind, volume), startedAt, cancel: () => cancel(id) },
      route: `/volumes/${encodeURIComponent(volume)}`,
    },
    state,
    fraction: unless(state !== 'running', share(bytes, total)),
    words: failure?.message ?? note,
  });

function volumeTitle(t: T, kind: VolumeWork['kind'], name: string): string {
  switch (kind) {
    case 'clone':
      return t('Clone volume {name}', { name });
    case 'empty':
      return t('Empty volume {name}', { name });
    case 'export':
      return t('Export volume {name}', { name });
    case 'import':
      return t('Import into volume {name}', { name });
    case 'backup':
      return t('Back up volume {name}', { name });
    case 'restore':
      return t('Restore volume {name}', { name });
    case 'check':
      return t('Check a backup of volume {name}', { name });
  }
}

export const importView =
  (t: T, cancel: () => void) =>
  ({ id, source, target, state, startedAt, bytes, total, counts }: ImportRun): Seen => ({
    key: id,
    begin: {
      ...{ kind: 'import', engine: target, startedAt, route: '/import', cancel },
      title: t('Import from {source} into {target}', { source, target }),
    },
    state,
    fraction: unless(state !== 'running', share(bytes, total)),
    words:
      counts.failed > 0
        ? t('{over, number} of {all, number}, {failed, number} of them failed', counts)
        : t('{over, number} of {all, number}', counts),
  });
