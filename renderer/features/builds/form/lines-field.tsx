import { TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import classes from '../builds.module.css';
import { FieldError, FlagLabel } from './flag-label';

interface Props {
  /** "Tags" and "tag". */
  readonly title: string;
  readonly word: string;
  readonly flag: string;
  readonly placeholder: string;
  readonly lines: readonly string[];
  readonly onLines: (lines: readonly string[]) => void;
  /** What is wrong with them. */
  readonly error: string | undefined;
}

/** Values, as many as are wished. */
export function LinesField({ title, word, flag, placeholder, lines, onLines, error }: Props) {
  return (
    <fieldset className={classes.group}>
      <legend>
        <FlagLabel name={title} flag={flag} />
      </legend>
      <FieldError words={error} />
      {lines.map((line, index) => (
        <div key={index} className={classes.line}>
          <TextInput
            aria-label={`${word[0]?.toUpperCase() ?? ''}${word.slice(1)} ${String(index + 1)}`}
            placeholder={placeholder}
            spellCheck={false}
            value={line}
            onChange={({ currentTarget: { value } }) => onLines(lines.map((one, at) => (at === index ? value : one)))}
          />
          <IconButton
            label={t('Remove {word} {index}', { word, index: index + 1 })}
            icon={<IconX size={14} />}
            onClick={() => onLines(lines.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button variant="subtle" icon={<IconPlus size={14} />} onClick={() => onLines([...lines, ''])}>
        {t('Add {word}', { word })}
      </Button>
    </fieldset>
  );
}
