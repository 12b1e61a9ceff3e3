import { Menu } from '@mantine/core';
import {
  IconBookmark,
  IconCalendarTime,
  IconColumns3,
  IconDotsVertical,
  IconHighlight,
  IconTextDecrease,
  IconTextIncrease,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { LogsSettings } from '../../../../main/contract/logs';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { TIMESTAMP_WORDS } from '../time/stamps';
import { useLog } from '../view/context';
import type { DialogKind } from '../view/model';
import { LARGEST_FONT, SMALLEST_FONT, changeSettings, useLogsSettings } from '../view/settings';

const TIMESTAMPS = Object.keys(TIMESTAMP_WORDS) as LogsSettings['timestamps'][];

/** What is wanted more rarely. */
export function MoreMenu() {
  const { ui } = useLog();
  const { timestamps, fontSize } = useLogsSettings();
  const [opened, setOpened] = useState(false);
  const open = (dialog: DialogKind) => () => ui.setState({ dialog });
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end">
      <Menu.Target>
        <IconButton label={t('More')} icon={<IconDotsVertical size={16} />} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('More')}>
        <Menu.Label>{t('Timestamps')}</Menu.Label>
        {TIMESTAMPS.map((kind) => (
          <Menu.RadioItem
            key={kind}
            value={kind}
            checked={kind === timestamps}
            onChange={() => changeSettings({ timestamps: kind })}
          >
            {TIMESTAMP_WORDS[kind]}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<IconTextIncrease size={16} />}
          disabled={fontSize >= LARGEST_FONT}
          onClick={() => changeSettings({ fontSize: fontSize + 1 })}
        >
          {t('Larger text')}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<IconTextDecrease size={16} />}
          disabled={fontSize <= SMALLEST_FONT}
          onClick={() => changeSettings({ fontSize: fontSize - 1 })}
        >
          {t('Smaller text')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCalendarTime size={16} />} onClick={open('range')}>
          {t('Since and until…')}
        </Menu.Item>
        <Menu.Item leftSection={<IconColumns3 size={16} />} onClick={open('columns')}>
          {t('Columns of JSON lines…')}
        </Menu.Item>
        <Menu.Item leftSection={<IconHighlight size={16} />} onClick={open('highlights')}>
          {t('Highlights…')}
        </Menu.Item>
        <Menu.Item leftSection={<IconBookmark size={16} />} onClick={open('searches')}>
          {t('Saved searches…')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
