import { Checkbox, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsPatch } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { updateSettings, useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { showToast } from '../../ui/toast-store';
import classes from './terminal.module.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const THEMES = [
  ['app', t('As the window')],
  ['light', t('Light')],
  ['dark', t('Dark')],
] as const;

const SMALLEST = 8;
const LARGEST = 32;

const save = (terminal: NonNullable<SettingsPatch['terminal']>): void => {
  updateSettings({ terminal }).catch((error: unknown) => showToast('bad', errorLine(error)));
};

/** Of all terminals; they change at once. */
export function SettingsDialog({ opened, onClose }: Props) {
  const settings = useSettings(({ value }) => value?.terminal);
  if (settings === undefined) return null;
  return (
    <Dialog
      opened={opened}
      title={t('Terminal settings')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Done')}</Button>}
    >
      <div className={classes.form}>
        <FontSize key={settings.fontSize} value={settings.fontSize} />
        <Font key={settings.font} value={settings.font} />
        <fieldset className={classes.choices}>
          <legend>{t('Colours')}</legend>
          {THEMES.map(([theme, label]) => (
            <Radio
              key={theme}
              name="terminal-theme"
              label={label}
              checked={settings.theme === theme}
              onChange={() => save({ theme })}
            />
          ))}
        </fieldset>
        <Checkbox
          label={t('Programs may put text into the clipboard')}
          description={t('By an escape sequence (OSC 52), as editors do over SSH. They can never read it.')}
          checked={settings.clipboardWrite}
          onChange={(event) => save({ clipboardWrite: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('Support screen readers')}
          description={t('Lines are also given as text; slower with much output.')}
          checked={settings.screenReader}
          onChange={(event) => save({ screenReader: event.currentTarget.checked })}
        />
      </div>
    </Dialog>
  );
}

const FAMILIES = /^[\p{L}\p{N} ,.'_-]{0,200}$/u;

function Font({ value }: { readonly value: string }) {
  const [text, setText] = useState(value);
  const isValid = FAMILIES.test(text);
  const keep = (): void => {
    if (isValid && text !== value) save({ font: text });
  };
  return (
    <TextInput
      label={t('Font')}
      description={t('Names with commas between; the first that this computer has. Empty: as the window.')}
      placeholder={t('JetBrains Mono, Menlo')}
      value={text}
      error={isValid ? undefined : t('Names of fonts: letters, digits, spaces and commas.')}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}

function FontSize({ value }: { readonly value: number }) {
  const [text, setText] = useState(String(value));
  const size = Number(text);
  const isValid = Number.isInteger(size) && size >= SMALLEST && size <= LARGEST;
  return (
    <TextInput
      label={t('Font size (pixels)')}
      inputMode="numeric"
      data-autofocus
      value={text}
      error={isValid ? undefined : t('A whole number from {least} to {most}.', { least: SMALLEST, most: LARGEST })}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (isValid && size !== value) save({ fontSize: size });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isValid) save({ fontSize: size });
      }}
    />
  );
}
