import { Checkbox, NativeSelect } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LogLevel, LogLine } from '../../../main/contract/diagnostics';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { clockTime, dateTime } from '../../lib/time';
import { whileVisible } from '../../lib/while-visible';
import { rpc } from '../../rpc/client';
import { watch } from '../../rpc/use-stream';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { showToast } from '../../ui/toast-store';
import classes from './diagnostics.module.css';

/** As many as main keeps. */
const KEPT = 1000;

const LEVELS: readonly { readonly value: LogLevel; readonly label: string }[] = [
  { value: 'error', label: t('Errors') },
  { value: 'info', label: t('Errors and information') },
  { value: 'debug', label: t('All') },
];
const LEVEL_WORDS: Readonly<Record<LogLevel, string>> = { error: t('error'), info: '', debug: t('debug') };

function useLines(level: LogLevel): readonly LogLine[] {
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  useEffect(
    () =>
      whileVisible(() =>
        watch(
          'diagnostics.log',
          { level },
          {
            onReset: () => setLines([]),
            onItem: (item) => setLines((before) => [...before, ...item.lines].slice(-KEPT)),
          },
        ),
      ),
    [level],
  );
  return lines;
}

const asText = (lines: readonly LogLine[]): string =>
  lines
    .map(({ at, level, text }) => [new Date(at).toISOString(), LEVEL_WORDS[level], text].filter(Boolean).join(' '))
    .join('\n');

/** What Slipway noted of itself, as it comes. */
export function LogView() {
  const [level, setLevel] = useState<LogLevel>('debug');
  const [following, setFollowing] = useState(true);
  const lines = useLines(level);
  const box = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (following && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [following, lines]);
  return (
    <section className={classes.logView} aria-label={t("Slipway's log")}>
      <div className={classes.tools}>
        <NativeSelect
          size="xs"
          aria-label={t('Levels')}
          data={[...LEVELS]}
          value={level}
          onChange={({ currentTarget }) =>
            setLevel(LEVELS.find(({ value }) => value === currentTarget.value)?.value ?? level)
          }
        />
        <Checkbox
          label={t('Follow')}
          checked={following}
          onChange={({ currentTarget }) => setFollowing(currentTarget.checked)}
        />
        <span className={classes.counts}>
          {t('{count, plural, one {# line} other {# lines}}', { count: lines.length })}
        </span>
        <CopyButton text={() => asText(lines)} label={t('Copy as text')} withText />
        <Place />
      </div>
      <ol ref={box} className={classes.lines} tabIndex={0} aria-label={t('Lines')}>
        {lines.map(({ seq, at, level: of, text }) => (
          <li key={seq} data-level={of}>
            <time dateTime={new Date(at).toISOString()} title={dateTime(at)}>
              {clockTime(at)}
            </time>
            {of !== 'info' && <span className={classes.level}>{LEVEL_WORDS[of]}</span>}
            <EngineText value={text} wrap mono />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Where its files are. */
function Place() {
  const { data } = useQuery({
    queryKey: ['diagnostics', 'log-place'],
    queryFn: () => rpc.call('diagnostics.logPlace', undefined),
    staleTime: Infinity,
  });
  if (data === undefined) return null;
  if (!data.opens) return <CopyButton text={data.folder} label={t('Copy the folder’s path')} withText />;
  const open = async (): Promise<void> => {
    try {
      const { problem } = await rpc.call('diagnostics.openLogFolder', undefined);
      if (problem !== '') showToast('bad', t('The folder could not be shown.'), problem);
    } catch (error) {
      showToast('bad', errorLine(error));
    }
  };
  return (
    <Button icon={<IconFolderOpen size={15} />} onClick={() => void open()}>
      {t('Open the folder')}
    </Button>
  );
}
