import { Menu } from '@mantine/core';
import {
  IconArrowsVertical,
  IconArrowUp,
  IconBolt,
  IconDownload,
  IconHammer,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTerminal,
} from '@tabler/icons-react';
import type { ProjectService } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import { type PlainVerb, plainWish } from '../wishes';
import { VERBS } from '../words';
import { begin } from './deeds';
import { ask } from './questions-store';

interface Props {
  readonly projectKey: string;
  readonly services: readonly ProjectService[];
}

/** What can be done with these services of a project. */
export function ServiceMenu({ projectKey: key, services }: Props) {
  const names = services.map(({ name }) => name);
  const [only] = names;
  if (only === undefined) return null;
  const inFiles = services.every((service) => service.inFiles);
  const builds = services.some((service) => service.builds);
  const plain = (verb: PlainVerb) => () => begin(key, plainWish(verb, names));
  return (
    <>
      <Menu.Item
        leftSection={<IconArrowUp size={16} />}
        disabled={!inFiles}
        onClick={() => ask({ kind: 'up', key, services: names })}
      >
        {t('Up…')}
      </Menu.Item>
      <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={plain('start')}>
        {VERBS.start.noun}
      </Menu.Item>
      <Menu.Item leftSection={<IconPlayerStop size={16} />} onClick={plain('stop')}>
        {VERBS.stop.noun}
      </Menu.Item>
      <Menu.Item leftSection={<IconRefresh size={16} />} onClick={plain('restart')}>
        {VERBS.restart.noun}
      </Menu.Item>
      <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={plain('pause')}>
        {VERBS.pause.noun}
      </Menu.Item>
      <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={plain('unpause')}>
        {VERBS.unpause.noun}
      </Menu.Item>
      <Menu.Item leftSection={<IconBolt size={16} />} data-danger onClick={plain('kill')}>
        {VERBS.kill.noun}
      </Menu.Item>
      <Menu.Divider />
      {names.length === 1 && inFiles && (
        <>
          <Menu.Item
            leftSection={<IconArrowsVertical size={16} />}
            onClick={() => ask({ kind: 'scale', key, service: only })}
          >
            {t('Scale…')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTerminal size={16} />} onClick={() => ask({ kind: 'run', key, service: only })}>
            {t('Run a command…')}
          </Menu.Item>
        </>
      )}
      <Menu.Item leftSection={<IconDownload size={16} />} disabled={!inFiles} onClick={plain('pull')}>
        {VERBS.pull.noun}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconHammer size={16} />}
        disabled={!inFiles || !builds}
        onClick={() => ask({ kind: 'build', key, services: names })}
      >
        {t('Build…')}
      </Menu.Item>
    </>
  );
}
