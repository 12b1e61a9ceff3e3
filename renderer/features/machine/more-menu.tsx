import { Menu } from '@mantine/core';
import {
  IconArrowsMinimize,
  IconBolt,
  IconBox,
  IconCamera,
  IconDots,
  IconFileExport,
  IconFileText,
  IconMoon,
  IconRestore,
  IconSettings,
  IconStethoscope,
  IconSun,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { MachinePower, MachineState } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { IconButton } from '../../ui/icon-button';
import { type Deed, perform } from './actions-store';
import { useBlocked } from './deed-button';
import type { Question } from './dialogs';

interface Item {
  readonly label: string;
  readonly icon: typeof IconDots;
  /** In which of its states it makes sense. */
  readonly when: readonly MachinePower[];
  readonly needs?: 'pause' | 'compact';
  readonly danger?: boolean;
  /** Done at once, or first asked. */
  readonly does: { readonly deed: Deed } | { readonly question: Question };
}

const SETTLED: readonly MachinePower[] = ['stopped', 'running', 'sleeping', 'broken'];
/** With something to kill: a broken one may still run. */
const ALIVE: readonly MachinePower[] = ['starting', 'running', 'sleeping', 'stopping', 'broken'];
const THERE: readonly MachinePower[] = [...SETTLED, 'starting', 'stopping'];
/** Either the guest tells what is free, or nobody uses the disk. */
const COMPACTS: readonly MachinePower[] = ['running', 'stopped'];
/** It is the guest that checks. */
const CHECKS: readonly MachinePower[] = ['running', 'broken'];

const GROUPS: readonly (readonly Item[])[] = [
  [
    { label: t('Sleep'), icon: IconMoon, when: ['running'], needs: 'pause', does: { deed: 'pause' } },
    { label: t('Wake'), icon: IconSun, when: ['sleeping'], needs: 'pause', does: { deed: 'resume' } },
    { label: t('Run welcome container'), icon: IconBox, when: ['running'], does: { deed: 'welcome' } },
  ],
  [
    {
      label: t('Settings…'),
      icon: IconSettings,
      when: ['absent', ...SETTLED],
      does: { question: 'settings' },
    },
    // They outlive the machine, and bring it back.
    { label: t('Snapshots…'), icon: IconCamera, when: ['absent', ...SETTLED], does: { question: 'snapshots' } },
    { label: t('Logs…'), icon: IconFileText, when: THERE, does: { question: 'logs' } },
  ],
  [
    {
      label: t('Compact disk'),
      icon: IconArrowsMinimize,
      when: COMPACTS,
      needs: 'compact',
      does: { deed: 'compact' },
    },
    { label: t('Export disk…'), icon: IconFileExport, when: SETTLED, does: { question: 'export' } },
    { label: t('Check disk…'), icon: IconStethoscope, when: CHECKS, does: { question: 'disk' } },
  ],
  [
    { label: t('Kill…'), icon: IconBolt, when: ALIVE, danger: true, does: { question: 'kill' } },
    { label: t('Delete…'), icon: IconTrash, when: SETTLED, danger: true, does: { question: 'delete' } },
    // What a deletion leaves goes only with this.
    {
      label: t('Factory reset…'),
      icon: IconRestore,
      when: ['absent', ...SETTLED],
      danger: true,
      does: { question: 'reset' },
    },
  ],
];

interface Props {
  readonly state: MachineState;
  readonly onAsk: (question: Question) => void;
}

export function MoreMenu({ state: { power, capabilities }, onAsk }: Props) {
  const [opened, setOpened] = useState(false);
  const blocked = useBlocked();
  const groups = GROUPS.map((group) =>
    group.filter(({ when, needs }) => when.includes(power) && (needs === undefined || capabilities[needs])),
  ).filter((group) => group.length > 0);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" returnFocus>
      <Menu.Target>
        <IconButton label={t('More actions')} icon={<IconDots size={17} />} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('More actions')}>
        {groups.flatMap((group, index) => [
          index > 0 && <Menu.Divider key={`divider ${group[0]?.label ?? ''}`} />,
          ...group.map(({ label, icon: Icon, danger, does }) => (
            <Menu.Item
              key={label}
              data-danger={danger === true || undefined}
              disabled={'deed' in does && blocked(does.deed)}
              leftSection={<Icon size={16} stroke={1.75} />}
              onClick={() => ('deed' in does ? perform(does.deed) : onAsk(does.question))}
            >
              {label}
            </Menu.Item>
          )),
        ])}
      </Menu.Dropdown>
    </Menu>
  );
}
