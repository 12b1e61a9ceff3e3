import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { Notice } from '../../../ui/notice';
import { useAbilities } from '../use-abilities';
import classes from '../volumes.module.css';
import type { Draft, Field } from './draft';
import { PairsField } from './pairs-field';

export interface FieldsProps {
  readonly draft: Draft;
  readonly onDraft: (change: Partial<Draft>) => void;
  /** Told only for what was typed, or after a first try. */
  readonly problems: Partial<Record<Field, string>>;
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly description?: string;
}

const Text = ({ onText, error, ...rest }: TextProps) => (
  <TextInput
    {...rest}
    error={error ?? null}
    spellCheck={false}
    autoComplete="off"
    onChange={(event) => onText(event.currentTarget.value)}
  />
);

/** What a kind of volume is made with. */
export function KindFields(props: FieldsProps) {
  switch (props.draft.kind) {
    case 'plain':
      return null;
    case 'nfs':
      return <NfsFields {...props} />;
    case 'cifs':
      return <CifsFields {...props} />;
    case 'tmpfs':
      return <TmpfsFields {...props} />;
    case 'custom':
      return <CustomFields {...props} />;
  }
}

function NfsFields({ draft: { nfs }, onDraft, problems }: FieldsProps) {
  const set = (change: Partial<Draft['nfs']>): void => onDraft({ nfs: { ...nfs, ...change } });
  return (
    <>
      <div className={classes.two}>
        <Text
          label={t('Server')}
          placeholder="10.0.0.5"
          value={nfs.server}
          error={problems.server}
          onText={(server) => set({ server })}
        />
        <Text label={t('Path on the server')} value={nfs.path} error={problems.path} onText={(path) => set({ path })} />
      </div>
      <div className={classes.two}>
        <NativeSelect
          size="xs"
          label={t('NFS version')}
          data={['4.2', '4.1', '4', '3']}
          value={nfs.version}
          onChange={(event) => set({ version: event.currentTarget.value })}
        />
        <Checkbox
          mt={26}
          label={t('Read only')}
          checked={nfs.readOnly}
          onChange={(event) => set({ readOnly: event.currentTarget.checked })}
        />
      </div>
      <p className={classes.dim}>
        {t('It is mounted when the first container starts with it: only then is the server asked.')}
      </p>
    </>
  );
}

function CifsFields({ draft: { cifs }, onDraft, problems }: FieldsProps) {
  const set = (change: Partial<Draft['cifs']>): void => onDraft({ cifs: { ...cifs, ...change } });
  return (
    <>
      <div className={classes.two}>
        <Text
          label={t('Server')}
          placeholder="nas.lan"
          value={cifs.server}
          error={problems.server}
          onText={(server) => set({ server })}
        />
        <Text
          label={t('Share')}
          placeholder="media"
          value={cifs.share}
          error={problems.share}
          onText={(share) => set({ share })}
        />
      </div>
      <div className={classes.two}>
        <Text
          label={t('User')}
          placeholder={t('none: guest')}
          value={cifs.user}
          error={problems.user}
          onText={(user) => set({ user })}
        />
        <Password value={cifs.password} error={problems.password} onText={(password) => set({ password })} />
      </div>
      <div className={classes.two}>
        <Text label={t('Domain')} value={cifs.domain} error={problems.domain} onText={(domain) => set({ domain })} />
        <NativeSelect
          size="xs"
          label={t('SMB version')}
          data={['3.1.1', '3.0', '2.1', '1.0']}
          value={cifs.version}
          onChange={(event) => set({ version: event.currentTarget.value })}
        />
      </div>
      {cifs.user !== '' && (
        <Notice tone="warn" title={t('The engine keeps the password in clear')}>
          {t('It stands in the options of the volume: whoever may ask the engine can read it.')}
        </Notice>
      )}
    </>
  );
}

type PasswordProps = Pick<TextProps, 'value' | 'onText' | 'error'>;

function Password({ value, onText, error }: PasswordProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      label={t('Password')}
      type={shown ? 'text' : 'password'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      error={error ?? null}
      onChange={(event) => onText(event.currentTarget.value)}
      rightSection={
        <IconButton
          label={shown ? t('Mask what is typed') : t('Show what is typed')}
          icon={shown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}

function TmpfsFields({ draft: { tmpfs }, onDraft, problems }: FieldsProps) {
  const set = (change: Partial<Draft['tmpfs']>): void => onDraft({ tmpfs: { ...tmpfs, ...change } });
  return (
    <>
      <div className={classes.two}>
        <Text
          label={t('Size')}
          placeholder={t('half of the memory')}
          value={tmpfs.size}
          error={problems.size}
          onText={(size) => set({ size })}
        />
        <Text
          label={t('Mode')}
          placeholder="1777"
          value={tmpfs.mode}
          error={problems.mode}
          onText={(mode) => set({ mode })}
        />
      </div>
      <p className={classes.dim}>
        {t('It lives in memory: what is in it is lost when the last container with it stops.')}
      </p>
    </>
  );
}

function CustomFields({ draft, onDraft, problems }: FieldsProps) {
  const { drivers } = useAbilities();
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('Driver')}
        data={[...new Set([...drivers, draft.driver])]}
        value={draft.driver}
        error={problems.driver ?? null}
        onChange={(event) => onDraft({ driver: event.currentTarget.value })}
      />
      <PairsField
        title={t('Options')}
        word={t('Option')}
        pairs={draft.options}
        onPairs={(options) => onDraft({ options })}
      />
    </>
  );
}
