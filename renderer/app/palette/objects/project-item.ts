import {
  IconArrowDown,
  IconArrowUp,
  IconFileText,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconStack2,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { ProjectRow } from '../../../../main/contract/compose';
import { begin } from '../../../features/compose/actions/deeds';
import { ask } from '../../../features/compose/actions/questions-store';
import { editorPath, projectPath } from '../../../features/compose/routes';
import { plainWish } from '../../../features/compose/wishes';
import { stateWords } from '../../../features/compose/words';
import { t } from '../../../lib/i18n';
import type { PaletteItem } from '../item';
import { deed } from './deed';

function deedsOf({ key, place, state, containers }: ProjectRow, of: string): readonly PaletteItem[] {
  const known = place !== null;
  const some = containers > 0;
  return [
    known && deed(of, 'up', { icon: IconArrowUp, title: t('Up…'), run: () => ask({ kind: 'up', key, services: [] }) }),
    some &&
      state !== 'running' &&
      deed(of, 'start', { icon: IconPlayerPlay, title: t('Start'), run: () => begin(key, plainWish('start')) }),
    some &&
      state !== 'stopped' &&
      deed(of, 'stop', { icon: IconPlayerStop, title: t('Stop'), run: () => begin(key, plainWish('stop')) }),
    some &&
      deed(of, 'restart', { icon: IconRefresh, title: t('Restart'), run: () => begin(key, plainWish('restart')) }),
    some && deed(of, 'logs', { icon: IconFileText, title: t('Logs'), run: () => navigate(projectPath(key, 'logs')) }),
    known &&
      deed(of, 'edit', {
        ...{ icon: IconPencil, title: t('Edit the files') },
        run: () => navigate(editorPath(key, { path: null, line: null })),
      }),
    deed(of, 'down', { icon: IconArrowDown, title: t('Down…'), danger: true, run: () => ask({ kind: 'down', key }) }),
  ].filter((each) => each !== false);
}

export function projectItem(row: ProjectRow): PaletteItem {
  const id = `project:${row.key}`;
  return {
    ...{ id, kind: t('Compose project'), icon: IconStack2, title: row.name, detail: stateWords(row) },
    words: row.place?.folder ?? '',
    run: () => navigate(projectPath(row.key)),
    deeds: () => deedsOf(row, id),
  };
}
