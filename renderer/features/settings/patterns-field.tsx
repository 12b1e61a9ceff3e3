import { Checkbox, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { SettingsValue } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { showToast } from '../../ui/toast-store';
import { save } from './saving';
import classes from './settings-page.module.css';

type Pattern = SettingsValue['notifications']['patterns'][number];
const NONE: readonly Pattern[] = [];
const MOST = 50;

/** What is wrong with it, in a sentence. */
function problemOf({ text, regex }: Pattern): string | undefined {
  if (text === '') return t('A text is missing.');
  if (!regex) return undefined;
  try {
    new RegExp(text);
    return undefined;
  } catch {
    return t('This is not a regular expression.');
  }
}

const namesOf = (text: string): string[] => text.split(/[\s,]+/).filter((name) => name !== '');

/** The list of patterns that are looked for in logs. A line is kept when it is left, and once it is whole. */
export function PatternsField() {
  const stored = useSettings((store) => store.value?.notifications.patterns ?? NONE);
  const [draft, setDraft] = useState<readonly Pattern[] | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const shown = draft ?? stored;
  const keep = async (next: readonly Pattern[]): Promise<void> => {
    setDraft(next);
    if (next.some((each) => problemOf(each) !== undefined)) return;
    try {
      await save('notifications.patterns', next);
      setDraft(null);
    } catch (error) {
      showToast('bad', errorLine(error));
    }
  };
  const edited = (index: number, change: Partial<Pattern>): readonly Pattern[] =>
    shown.map((each, at) => (at === index ? { ...each, ...change } : each));
  const remove = (index: number): void => {
    add.current?.focus();
    void keep(shown.filter((_, at) => at !== index));
  };
  return (
    <div className={classes.patterns}>
      {shown.length > 0 && (
        <ul aria-label={t('Patterns in logs')}>
          {shown.map((pattern, index) => (
            <PatternLine
              key={index}
              index={index}
              pattern={pattern}
              onDraft={(change) => setDraft(edited(index, change))}
              onKeep={(change) => void keep(edited(index, change))}
              onRemove={() => remove(index)}
            />
          ))}
        </ul>
      )}
      <Button
        ref={add}
        icon={<IconPlus size={15} />}
        disabled={shown.length >= MOST}
        onClick={() => setDraft([...shown, { text: '', regex: false, sources: [] }])}
      >
        {t('Add a pattern')}
      </Button>
    </div>
  );
}

interface LineProps {
  readonly index: number;
  readonly pattern: Pattern;
  readonly onDraft: (change: Partial<Pattern>) => void;
  readonly onKeep: (change: Partial<Pattern>) => void;
  readonly onRemove: () => void;
}

function PatternLine({ index, pattern, onDraft, onKeep, onRemove }: LineProps) {
  const number = index + 1;
  const [names, setNames] = useState<string | null>(null);
  return (
    <li>
      <TextInput
        aria-label={t('Pattern {number}', { number })}
        placeholder={t('Text in a line')}
        autoComplete="off"
        spellCheck={false}
        autoFocus={pattern.text === ''}
        maxLength={500}
        value={pattern.text}
        error={pattern.text === '' ? undefined : problemOf(pattern)}
        onChange={(event) => onDraft({ text: event.currentTarget.value })}
        onBlur={() => onKeep({})}
        onKeyDown={({ key }) => {
          if (key === 'Enter') onKeep({});
        }}
      />
      <TextInput
        aria-label={t('Pattern {number}: containers or projects', { number })}
        placeholder={t('Every container')}
        autoComplete="off"
        spellCheck={false}
        value={names ?? pattern.sources.join(', ')}
        onChange={(event) => setNames(event.currentTarget.value)}
        onBlur={() => {
          if (names !== null) onKeep({ sources: namesOf(names).slice(0, 100) });
          setNames(null);
        }}
      />
      <Checkbox
        label={t('Regex')}
        aria-label={t('Pattern {number} is a regular expression', { number })}
        checked={pattern.regex}
        onChange={(event) => onKeep({ regex: event.currentTarget.checked })}
      />
      <IconButton label={t('Remove pattern {number}', { number })} icon={<IconTrash size={15} />} onClick={onRemove} />
    </li>
  );
}
