import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { type ExportFormat, type ExportWhat, exportLog } from '../export/export-log';
import { useLog, useLogState } from '../view/context';

const SHOWN: readonly (readonly [ExportFormat, string])[] = [
  ['plain', t('As text')],
  ['timestamps', t('With timestamps')],
  ['jsonl', t('As JSON lines')],
];
const ALL: readonly (readonly [ExportFormat, string])[] = [
  ['plain', t('As docker logs prints it')],
  ['timestamps', t('As docker logs -t prints it')],
];

/** Into a file. */
export function ExportMenu() {
  const model = useLog();
  const [opened, setOpened] = useState(false);
  const single = useLogState(({ status }) => status?.sources.length === 1);
  const filtered = useLogState(({ status }) => status !== null && status.filter !== null);
  const none = useLogState(({ frame }) => frame === null);
  const items = (what: ExportWhat, formats: typeof ALL) =>
    formats.map(([format, words]) => (
      <Menu.Item key={`${what} ${format}`} onClick={() => void exportLog(model, what, format)}>
        {words}
      </Menu.Item>
    ));
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end">
      <Menu.Target>
        <IconButton label={t('Export')} icon={<IconDownload size={16} />} disabled={none} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Export')}>
        {single && (
          <>
            <Menu.Label>{t('All of it, byte for byte')}</Menu.Label>
            {items('all', ALL)}
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{filtered ? t('What the filter shows') : t('All that is shown')}</Menu.Label>
        {items('shown', SHOWN)}
      </Menu.Dropdown>
    </Menu>
  );
}
