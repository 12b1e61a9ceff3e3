import { Menu } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { create } from 'zustand';
import type { TemplateRow } from '../../../../main/contract/create';
import { t } from '../../../lib/i18n';
import { whileVisible } from '../../../lib/while-visible';
import { watch } from '../../../rpc/use-stream';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import { ManageDialog } from './template-dialogs';

/** The templates there are, as long as somebody watches them. */
const useTemplates = create<{ readonly rows: readonly TemplateRow[] }>(() => ({ rows: [] }));

/** Forms that were kept, to be filled in and run again. */
export function TemplatesMenu() {
  const rows = useTemplates((state) => state.rows);
  const [opened, setOpened] = useState(false);
  const [managing, setManaging] = useState(false);
  useReturnedFocus(managing);
  const [, navigate] = useLocation();
  useEffect(
    () =>
      whileVisible(() =>
        watch('create.templates', undefined, { onItem: (items) => useTemplates.setState({ rows: items }) }),
      ),
    [],
  );
  return (
    <>
      <Menu opened={opened} onChange={setOpened} position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" icon={<IconTemplate size={16} />}>
            {t('Templates')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {rows.length === 0 && <Menu.Label>{t('None yet: “Save as template” keeps a form')}</Menu.Label>}
          {rows.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => navigate(`/run?template=${encodeURIComponent(id)}`)}>
              <EngineText value={name} />
            </Menu.Item>
          ))}
          {rows.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => setManaging(true)}>{t('Rename or delete…')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {managing && <ManageDialog rows={rows} onClose={() => setManaging(false)} />}
    </>
  );
}
