import { Checkbox, Radio, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import forms from '../../ui/form.module.css';
import { IconButton } from '../../ui/icon-button';
import classes from './machine.module.css';
import type { Draft, Problems, ShareDraft } from './settings-draft';

interface Props {
  /** The machine is on: what is shared stays until its next start. */
  readonly isOn: boolean;
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (patch: Partial<Draft>) => void;
}

/** The user's home, or a list of one's own. */
export function SharesField({ isOn, draft: { ownShares, shares }, problems, onChange }: Props) {
  const add = useRef<HTMLButtonElement>(null);
  const change = (key: number, patch: Partial<ShareDraft>): void =>
    onChange({ shares: shares.map((share) => (share.key === key ? { ...share, ...patch } : share)) });
  const remove = (key: number): void => {
    onChange({ shares: shares.filter((share) => share.key !== key) });
    add.current?.focus();
  };
  const nextKey = shares.reduce((most, { key }) => Math.max(most, key), -1) + 1;
  return (
    <fieldset className={forms.group}>
      <legend>{t('Shared folders')}</legend>
      <p className={classes.dim}>
        {t('Containers can mount what lies in these folders of this computer, at the same path as here.')}
        {isOn && t(' A change counts from the next start.')}
      </p>
      <Radio
        name="shares"
        label={t('Your home folder')}
        checked={!ownShares}
        onChange={() => onChange({ ownShares: false })}
      />
      <Radio
        name="shares"
        label={t('Only these folders')}
        checked={ownShares}
        onChange={() => onChange({ ownShares: true })}
      />
      {ownShares && (
        <ul className={classes.shareDrafts} aria-label={t('Folders to share')}>
          {shares.map(({ key, path, readOnly }, index) => (
            <li key={key}>
              <TextInput
                aria-label={t('Folder {index}', { index: index + 1 })}
                placeholder="/path/to/folder"
                spellCheck={false}
                autoComplete="off"
                value={path}
                classNames={{ error: forms.hint ?? '' }}
                error={path === '' ? undefined : problems[`share ${key}`]}
                onChange={(event) => change(key, { path: event.currentTarget.value })}
              />
              <Checkbox
                label={t('Read-only')}
                aria-label={t('Folder {index} read-only', { index: index + 1 })}
                checked={readOnly}
                onChange={(event) => change(key, { readOnly: event.currentTarget.checked })}
              />
              <IconButton
                label={t('Remove folder {index}', { index: index + 1 })}
                icon={<IconTrash size={15} />}
                onClick={() => remove(key)}
              />
            </li>
          ))}
          <li>
            <Button
              ref={add}
              icon={<IconPlus size={15} />}
              onClick={() => onChange({ shares: [...shares, { key: nextKey, path: '', readOnly: false }] })}
            >
              {t('Add folder')}
            </Button>
            {problems.shares !== undefined && <span className={classes.bad}>{problems.shares}</span>}
          </li>
          {shares.length === 0 && <li className={classes.dim}>{t('None: nothing is shared.')}</li>}
        </ul>
      )}
    </fieldset>
  );
}
