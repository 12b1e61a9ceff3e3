import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LogLevel } from '../../../../main/contract/logs';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { useLogState } from '../view/context';
import { numberWords } from '../../../lib/numbers';
import { toggled } from './filter-draft';
import classes from './filter-bar.module.css';

/** Most urgent first. */
const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none'];

export const LEVEL_WORDS: Readonly<Record<LogLevel, string>> = {
  fatal: t('Fatal'),
  error: t('Error'),
  warn: t('Warning'),
  info: t('Info'),
  debug: t('Debug'),
  trace: t('Trace'),
  none: t('No level'),
};

const AGAIN_MS = 2_000;

interface Props {
  readonly levels: readonly LogLevel[];
  readonly onChange: (levels: readonly LogLevel[]) => void;
}

/** The levels lines name, with how many there are of each; none ticked: all are shown. */
export function LevelsMenu({ levels, onChange }: Props) {
  const [opened, setOpened] = useState(false);
  const view = useLogState(({ frame }) => (frame === null || frame.preview || frame.count === 0 ? '' : frame.view));
  const { data } = useQuery({
    queryKey: ['logs', 'levels', view],
    queryFn: ({ signal }) => rpc.call('logs.histogram', { view, buckets: 1 }, { signal }),
    enabled: opened && view !== '',
    refetchInterval: AGAIN_MS,
    gcTime: 0,
  });
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" className={classes.choice} data-on={levels.length > 0 || undefined}>
          {levels.length === 0 ? t('Levels') : t('Levels: {count}', { count: levels.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Levels')}>
        {LEVELS.map((level) => (
          <Menu.CheckboxItem
            key={level}
            checked={levels.includes(level)}
            onChange={() => onChange(toggled(levels, level))}
            rightSection={
              <span className={classes.facet}>{data === undefined ? '…' : numberWords(data.levels[level] ?? 0)}</span>
            }
          >
            {LEVEL_WORDS[level]}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick disabled={levels.length === 0} onClick={() => onChange([])}>
          {t('All levels')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
