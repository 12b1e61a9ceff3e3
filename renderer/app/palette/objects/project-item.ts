import {
  IconArrowDown,
  IconArrowUp,
  IconFileText,
  IconGhost,
  IconHammer,
  IconPencil,
  IconSettings,
  IconStack2,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { ProjectRow } from '../../../../main/contract/compose';
import { begin, cancelRun } from '../../../features/compose/actions/deeds';
import { VERB_ICONS } from '../../../features/compose/actions/project-menu';
import { ask } from '../../../features/compose/actions/questions-store';
import { editorPath, projectPath } from '../../../features/compose/routes';
import { type PlainVerb, plainWish } from '../../../features/compose/wishes';
import { stateWords, VERBS } from '../../../features/compose/words';
import { inSentence, t } from '../../../lib/i18n';
import type { PaletteItem } from '../item';
import { deed } from './deed';

/** Of containers that are there. */
function verbsFor({ state, containers, place }: ProjectRow): readonly PlainVerb[] {
  const pull: readonly PlainVerb[] = place === null ? [] : ['pull'];
  if (containers === 0) return pull;
  const start: readonly PlainVerb[] = state === 'running' ? [] : ['start'];
  const alive: readonly PlainVerb[] = state === 'stopped' ? [] : ['stop', 'pause', 'kill'];
  return [...start, ...alive.slice(0, 1), 'restart', ...alive.slice(1, 2), 'unpause', ...alive.slice(2), ...pull];
}

const plainDeeds = (row: ProjectRow, of: string): readonly PaletteItem[] =>
  verbsFor(row).map((verb) =>
    deed(of, verb, {
      ...{ icon: VERB_ICONS[verb], title: VERBS[verb].noun, danger: verb === 'kill' },
      run: () => begin(row.key, plainWish(verb)),
    }),
  );

function deedsOf(row: ProjectRow, of: string): readonly PaletteItem[] {
  const { key, place, containers, run, kept, orphans } = row;
  const known = place !== null;
  return [
    run !== null &&
      deed(of, 'cancel', {
        icon: IconX,
        title:
          run.verb === 'watch' ? t('Stop watching') : t('Cancel {noun}', { noun: inSentence(VERBS[run.verb].noun) }),
        run: () => cancelRun(run.id),
      }),
    known && deed(of, 'up', { icon: IconArrowUp, title: t('Up…'), run: () => ask({ kind: 'up', key, services: [] }) }),
    ...plainDeeds(row, of),
    known &&
      deed(of, 'build', {
        ...{ icon: IconHammer, title: t('Build…') },
        run: () => ask({ kind: 'build', key, services: [] }),
      }),
    containers > 0 &&
      deed(of, 'logs', { icon: IconFileText, title: t('Logs'), run: () => navigate(projectPath(key, 'logs')) }),
    known &&
      deed(of, 'edit', {
        ...{ icon: IconPencil, title: t('Edit the files') },
        run: () => navigate(editorPath(key, { path: null, line: null })),
      }),
    deed(of, 'settings', { icon: IconSettings, title: t('Settings…'), run: () => ask({ kind: 'settings', key }) }),
    orphans > 0 &&
      deed(of, 'orphans', {
        ...{ icon: IconGhost, title: t('Remove orphans…') },
        run: () => ask({ kind: 'orphans', key }),
      }),
    kept && deed(of, 'forget', { icon: IconTrash, title: t('Forget…'), run: () => ask({ kind: 'forget', key }) }),
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
