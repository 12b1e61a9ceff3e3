import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { errorCode, explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { CliLine } from '../actions/cli-line';
import { nameProblem } from '../actions/names';
import { useDeed } from '../../../ui/use-deed';
import { closeQuestion } from '../questions-store';
import { detailsPath } from '../routes';
import { useVolumes } from '../volumes-store';
import classes from '../volumes.module.css';
import { type Draft, EMPTY_DRAFT, problemsOf, specOf, VOLUME_KINDS, type VolumeKind } from './draft';
import { KindFields } from './kind-fields';
import { PairsField } from './pairs-field';

const KIND_WORDS: Readonly<Record<VolumeKind, string>> = {
  plain: t('On the engine’s disk'),
  nfs: t('NFS share'),
  cifs: t('SMB/CIFS share'),
  tmpfs: t('In memory (tmpfs)'),
  custom: t('Other driver or options'),
};

const isKind = (text: string): text is VolumeKind => VOLUME_KINDS.some((kind) => kind === text);

/** The field that a refusal is about; null: none of them. */
function fieldOf(error: unknown): 'name' | 'driver' | null {
  if (errorCode(error) === 'VOLUME_FAULT') return 'name';
  const { engineWords } = explainError(error);
  if (/plugin|driver/i.test(engineWords)) return 'driver';
  return /volume name|name is too short|names should/i.test(engineWords) ? 'name' : null;
}

const wordsOf = (error: unknown): string => {
  const { title, engineWords, advice } = explainError(error);
  return [engineWords === '' ? title : engineWords, advice].filter((part) => part !== '').join(' ');
};

/** A new volume: on the engine's disk, on a share, in memory, or by any driver. */
export function CreateDialog() {
  const rows = useVolumes((state) => state.rows);
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const problems = problemsOf(draft);
  const { busy, error, run } = useDeed(async () => {
    const { name } = await rpc.call('volumes.create', specOf(draft));
    navigate(detailsPath(name));
  }, closeQuestion);
  const field = error === null ? null : fieldOf(error);
  const nameWords = nameProblem(draft.name, rows) ?? (field === 'name' ? wordsOf(error) : null);
  const create = (): void => {
    setTried(true);
    if (nameProblem(draft.name, rows) === null && Object.keys(problems).length === 0) run();
  };
  const driverProblem = field === 'driver' && draft.kind === 'custom' ? { driver: wordsOf(error) } : {};
  return (
    <Dialog
      opened
      width="wide"
      title={t('New volume')}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy} onClick={create}>
            {t('Create')}
          </Button>
        </>
      }
    >
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextInput
          label={t('Name')}
          placeholder={t('the engine makes one up')}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          value={draft.name}
          error={nameWords}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Radio.Group
          label={t('Where its data are')}
          value={draft.kind}
          onChange={(kind) => isKind(kind) && change({ kind })}
        >
          <div className={classes.radios}>
            {VOLUME_KINDS.map((kind) => (
              <Radio key={kind} value={kind} label={KIND_WORDS[kind]} />
            ))}
          </div>
        </Radio.Group>
        <KindFields draft={draft} onDraft={change} problems={tried ? { ...problems, ...driverProblem } : {}} />
        <PairsField
          title={t('Labels')}
          word={t('Label')}
          pairs={draft.labels}
          onPairs={(labels) => change({ labels })}
        />
        {/* What Enter in a field sends. */}
        <button type="submit" hidden />
      </form>
      <CliLine wish={{ action: 'create', spec: specOf(draft) }} />
      {error !== null && field !== 'name' && Object.keys(driverProblem).length === 0 && <ErrorNotice error={error} />}
    </Dialog>
  );
}
