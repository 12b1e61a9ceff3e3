import { Checkbox, Radio, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { type Control, type Field, readBox, shownNumber } from './fields';
import classes from './settings-page.module.css';

export interface ControlProps {
  readonly field: Field;
  readonly value: unknown;
  /** Id of the title, and of what is said below it. */
  readonly titleId: string;
  readonly aboutId: string;
  readonly inputId: string;
  readonly focused: boolean;
  /** Resolves with whether it was taken. */
  readonly onSave: (next: unknown) => Promise<boolean>;
}

export function SettingControl(props: ControlProps) {
  const { control } = props.field;
  switch (control.type) {
    case 'switch':
      return <Switch {...props} />;
    case 'choice':
      return <Choice {...props} choices={control.choices} />;
    case 'number':
    case 'text':
      return <Box {...props} />;
    case 'own':
      return null;
  }
}

const Switch = ({ value, inputId, aboutId, focused, onSave }: ControlProps) => (
  <Checkbox
    id={inputId}
    aria-describedby={aboutId}
    data-autofocus={focused || undefined}
    checked={value === true}
    onChange={(event) => void onSave(event.currentTarget.checked)}
  />
);

type ChoiceProps = ControlProps & Pick<Extract<Control, { type: 'choice' }>, 'choices'>;

const Choice = ({ choices, value, titleId, aboutId, inputId, focused, onSave }: ChoiceProps) => (
  <div role="radiogroup" aria-labelledby={titleId} aria-describedby={aboutId} className={classes.choices}>
    {choices.map(([each, label]) => (
      <Radio
        key={each}
        name={inputId}
        label={label}
        data-autofocus={(focused && value === each) || undefined}
        checked={value === each}
        onChange={() => void onSave(each)}
      />
    ))}
  </div>
);

/** Taken when it is left or on Enter: half a number, as it is typed, is not what is meant. What cannot be taken stays. */
function Box({ field, value, inputId, aboutId, focused, onSave }: ControlProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const number = field.control.type === 'number';
  const now = number ? shownNumber(field, value) : typeof value === 'string' ? value : '';
  const read = draft === null ? null : readBox(field, draft);
  const problem = read !== null && 'problem' in read ? read.problem : undefined;
  const done = async (): Promise<void> => {
    if (read === null || 'problem' in read) return;
    if (draft === now || (await onSave(read.value))) setDraft(null);
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter') void done();
    if (key === 'Escape') setDraft(null);
  };
  return (
    <TextInput
      id={inputId}
      className={number ? classes.number : classes.text}
      // Mantine would name its own description only.
      aria-describedby={problem === undefined ? aboutId : `${aboutId} ${inputId}-error`}
      data-autofocus={focused || undefined}
      inputMode={number ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={draft ?? now}
      error={problem}
      rightSection={number && field.unit !== '' ? <span className={classes.unit}>{field.unit}</span> : undefined}
      rightSectionWidth="auto"
      rightSectionPointerEvents="none"
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => void done()}
      onKeyDown={onKeyDown}
    />
  );
}
