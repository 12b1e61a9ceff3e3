import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBolt,
  IconDownload,
  IconEye,
  IconFileText,
  IconGhost,
  IconHammer,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconSettings,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ProjectRow } from '../../../../main/contract/compose';
import { inSentence, t } from '../../../lib/i18n';
import { useCli } from '../compose-store';
import { editorPath, projectPath } from '../routes';
import { type PlainVerb, plainWish } from '../wishes';
import { VERBS } from '../words';
import { begin, beginAll, cancelRun } from './deeds';
import { ask } from './questions-store';

export const VERB_ICONS = {
  start: IconPlayerPlay,
  stop: IconPlayerStop,
  restart: IconRefresh,
  pause: IconPlayerPause,
  unpause: IconPlayerPlay,
  kill: IconBolt,
  pull: IconDownload,
  watch: IconEye,
} as const satisfies Readonly<Record<PlainVerb, unknown>>;

interface ItemProps {
  readonly verb: PlainVerb;
  readonly keys: readonly string[];
  readonly disabled?: boolean;
}

function PlainItem({ verb, keys, disabled = false }: ItemProps) {
  const Icon = VERB_ICONS[verb];
  return (
    <Menu.Item
      leftSection={<Icon size={16} />}
      disabled={disabled}
      onClick={() => beginAll(keys, plainWish(verb))}
      data-danger={verb === 'kill' || undefined}
    >
      {VERBS[verb].noun}
    </Menu.Item>
  );
}

/** What can be done with these. */
export function ProjectMenu({ rows }: { readonly rows: readonly ProjectRow[] }) {
  const [row] = rows;
  if (row === undefined) return null;
  if (rows.length === 1) return <One row={row} />;
  const keys = rows.map(({ key }) => key);
  return (
    <>
      <PlainItem verb="start" keys={keys} />
      <PlainItem verb="stop" keys={keys} />
      <PlainItem verb="restart" keys={keys} />
    </>
  );
}

function One({ row }: { readonly row: ProjectRow }) {
  const [, navigate] = useLocation();
  const { key, place, run, containers, kept } = row;
  return (
    <>
      {run !== null && (
        <Menu.Item leftSection={<IconX size={16} />} onClick={() => cancelRun(run.id)}>
          {run.verb === 'watch' ? t('Stop watching') : t('Cancel {noun}', { noun: inSentence(VERBS[run.verb].noun) })}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArrowUp size={16} />}
        disabled={place === null}
        onClick={() => ask({ kind: 'up', key, services: [] })}
      >
        {t('Up…')}
      </Menu.Item>
      <Lifecycle row={row} />
      <Images row={row} />
      <Menu.Divider />
      {containers > 0 && (
        <Menu.Item leftSection={<IconFileText size={16} />} onClick={() => navigate(projectPath(key, 'logs'))}>
          {t('Logs')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconPencil size={16} />}
        disabled={place === null}
        onClick={() => navigate(editorPath(key, { path: null, line: null }))}
      >
        {t('Edit the files')}
      </Menu.Item>
      <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => ask({ kind: 'settings', key })}>
        {t('Settings…')}
      </Menu.Item>
      {kept && (
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => ask({ kind: 'forget', key })}>
          {t('Forget…')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item data-danger leftSection={<IconArrowDown size={16} />} onClick={() => ask({ kind: 'down', key })}>
        {t('Down…')}
      </Menu.Item>
    </>
  );
}

/** Of containers that are there. */
function Lifecycle({ row: { key, state, containers, orphans } }: { readonly row: ProjectRow }) {
  if (containers === 0) return null;
  const keys = [key];
  const none = state === 'stopped';
  return (
    <>
      {state !== 'running' && <PlainItem verb="start" keys={keys} />}
      <PlainItem verb="stop" keys={keys} disabled={none} />
      <PlainItem verb="restart" keys={keys} />
      <PlainItem verb="pause" keys={keys} disabled={none} />
      <PlainItem verb="unpause" keys={keys} />
      <PlainItem verb="kill" keys={keys} disabled={none} />
      {orphans > 0 && (
        <Menu.Item leftSection={<IconGhost size={16} />} onClick={() => ask({ kind: 'orphans', key })}>
          {t('Remove orphans…')}
        </Menu.Item>
      )}
    </>
  );
}

function Images({ row: { key, place, run } }: { readonly row: ProjectRow }) {
  const { cli } = useCli();
  if (place === null) return null;
  return (
    <>
      <PlainItem verb="pull" keys={[key]} />
      <Menu.Item leftSection={<IconHammer size={16} />} onClick={() => ask({ kind: 'build', key, services: [] })}>
        {t('Build…')}
      </Menu.Item>
      {cli?.watch === true && run?.verb !== 'watch' && (
        <Menu.Item leftSection={<IconEye size={16} />} onClick={() => begin(key, plainWish('watch'))}>
          {t('Watch')}
        </Menu.Item>
      )}
    </>
  );
}
