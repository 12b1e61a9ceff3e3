import { Checkbox, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { SettingsValue } from '../../../main/contract/settings';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { IconButton } from '../../ui/icon-button';
import classes from './notifications.module.css';
import { changeNotifications } from './quiet';

type Pattern = SettingsValue['notifications']['patterns'][number];

const MOST = 50;

/** Why this is no pattern; '': it is one. */
function patternProblem(text: string, regex: boolean): string {
  if (text === '' || !regex) return '';
  try {
    new RegExp(text, 'i');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const sourcesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

interface Props {
  readonly patterns: readonly Pattern[];
}

/** What is looked for in the logs of running containers. */
export function PatternList({ patterns }: Props) {
  const remove = (at: number): void =>
    void changeNotifications({ patterns: patterns.filter((_, index) => index !== at) });
  return (
    <fieldset className={classes.patterns}>
      <legend>{t('Patterns looked for in logs')}</legend>
      {patterns.length > 0 && (
        <ul className={classes.form} aria-label={t('Patterns')}>
          {patterns.map(({ text, regex, sources }, index) => (
            <li key={`${String(index)} ${text}`} className={classes.known}>
              <EngineText value={regex ? `/${text}/i` : text} mono />
              <EngineText value={sources.length === 0 ? t('in every log') : sources.join(', ')} />
              <IconButton
                danger
                label={t('Remove the pattern {pattern}', { pattern: text })}
                icon={<IconTrash size={15} />}
                onClick={() => remove(index)}
              />
            </li>
          ))}
        </ul>
      )}
      <NewPattern
        onAdd={(pattern) => changeNotifications({ patterns: [...patterns, pattern] })}
        full={patterns.length >= MOST}
      />
      <p className={classes.dim}>
        {t('While there is one, Slipway follows the logs of what runs (of 100 containers at most), whoever looks.')}
      </p>
    </fieldset>
  );
}

interface NewProps {
  readonly onAdd: (pattern: Pattern) => Promise<void>;
  readonly full: boolean;
}

function NewPattern({ onAdd, full }: NewProps) {
  const [text, setText] = useState('');
  const [regex, setRegex] = useState(false);
  const [sources, setSources] = useState('');
  const problem = patternProblem(text, regex);
  const add = (): void => {
    if (text === '' || problem !== '' || full) return;
    void onAdd({ text, regex, sources: sourcesOf(sources) });
    setText('');
    setSources('');
  };
  const onEnter = ({ key }: { readonly key: string }): void => {
    if (key === 'Enter') add();
  };
  return (
    <div className={classes.pattern}>
      <TextInput
        label={t('Pattern')}
        value={text}
        maxLength={500}
        error={problem === '' ? undefined : problem}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onEnter}
      />
      <TextInput
        label={t('Containers or projects')}
        placeholder={t('every one, or names with commas')}
        value={sources}
        onChange={(event) => setSources(event.currentTarget.value)}
        onKeyDown={onEnter}
      />
      <Checkbox
        label={t('Regular expression')}
        checked={regex}
        onChange={(event) => setRegex(event.currentTarget.checked)}
      />
      <Button icon={<IconPlus size={15} />} disabled={text === '' || problem !== '' || full} onClick={add}>
        {t('Add')}
      </Button>
    </div>
  );
}
