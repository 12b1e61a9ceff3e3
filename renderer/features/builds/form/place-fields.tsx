import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { BuildFolder } from '../../../../main/contract/builds';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import classes from '../builds.module.css';
import { filePath } from '../routes';
import { within } from '../words';
import type { Draft } from './draft';
import { FlagLabel } from './flag-label';
import { changeDraft } from './form-store';
import type { PlaceAnswers } from './use-place';

interface Props {
  readonly draft: Draft;
  readonly answers: PlaceAnswers;
  /** Why it was refused. */
  readonly error: string | undefined;
}

/** The folder: typed, or picked where the host has a dialog for it. It is looked into when the field is left. */
export function FolderField({ draft, answers: { folderWords, looking }, error }: Props) {
  const [typed, setTyped] = useState(draft.folder);
  const [before, setBefore] = useState(draft.folder);
  if (before !== draft.folder) {
    // Another one was put into the form from outside.
    setBefore(draft.folder);
    setTyped(draft.folder);
  }
  const host = useQuery({ queryKey: ['host'], queryFn: () => rpc.call('host.info', undefined), staleTime: Infinity });
  const choose = (folder: string): void => {
    const next = folder.trim();
    setTyped(next);
    if (next !== draft.folder) changeDraft({ folder: next, dockerfile: '' });
  };
  const pick = useMutation({
    mutationFn: () => rpc.call('host.pickFolder', { from: typed }),
    onSuccess: ({ folder }) => {
      if (folder !== null) choose(folder);
    },
  });
  return (
    <>
      <div className={classes.withButton}>
        <TextInput
          label={<FlagLabel name={t('Folder')} flag={t('the context')} />}
          description={looking ? t('Looking into it…') : t('On the machine where Slipway runs.')}
          placeholder="/home/me/app"
          data-autofocus
          spellCheck={false}
          value={typed}
          error={typed === draft.folder ? (folderWords ?? error) : null}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => choose(typed)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) choose(typed);
          }}
        />
        {host.data?.picksFolders === true && (
          <Button disabled={pick.isPending} onClick={() => pick.mutate()}>
            {t('Choose…')}
          </Button>
        )}
      </div>
      {pick.error !== null && <ErrorNotice error={pick.error} />}
    </>
  );
}

const nameIn = (folder: string, path: string): string =>
  path.startsWith(within(folder, '')) ? path.slice(within(folder, '').length) : path;

const OTHER = '\0other';

/** Found in the folder, or typed; and the way into the editor. */
export function DockerfileField({ draft, answers, error }: Props) {
  const [, navigate] = useLocation();
  const { folder, dockerfile } = draft;
  const { found } = answers;
  const dockerfileWords = answers.dockerfileWords ?? error;
  const [typing, setTyping] = useState(false);
  if (found === null) return null;
  const known = found.dockerfiles.includes(dockerfile);
  const edit = (file: string): void => {
    changeDraft({ dockerfile: file });
    navigate(filePath({ folder, dockerfile: file, file, line: null, build: null }));
  };
  if (found.dockerfiles.length === 0 && dockerfile === '')
    return (
      <div className={classes.noDockerfile}>
        <p>{t('There is no Dockerfile in this folder.')}</p>
        <Button onClick={() => edit(within(folder, 'Dockerfile'))}>{t('Write one')}</Button>
        <Button variant="subtle" onClick={() => changeDraft({ dockerfile: within(folder, 'Dockerfile') })}>
          {t('Name another')}
        </Button>
      </div>
    );
  return (
    <>
      <div className={classes.withButton}>
        <NativeSelect
          size="xs"
          label={<FlagLabel name={t('Dockerfile')} flag="-f, --file" />}
          data={optionsOf(found)}
          value={known && !typing ? dockerfile : OTHER}
          error={typing || !known ? undefined : dockerfileWords}
          onChange={({ currentTarget: { value } }) => {
            setTyping(value === OTHER);
            if (value !== OTHER) changeDraft({ dockerfile: value, target: '' });
          }}
        />
        <Button disabled={dockerfile === ''} onClick={() => edit(dockerfile)}>
          {t('Edit')}
        </Button>
      </div>
      {(typing || !known) && (
        <TextInput
          label={t('Path of the Dockerfile')}
          placeholder={within(folder, 'Dockerfile')}
          spellCheck={false}
          value={dockerfile}
          error={dockerfileWords}
          onChange={(event) => changeDraft({ dockerfile: event.currentTarget.value })}
        />
      )}
    </>
  );
}

const optionsOf = ({ folder, dockerfiles }: BuildFolder) => [
  ...dockerfiles.map((value) => ({ value, label: withoutControls(nameIn(folder, value)) })),
  { value: OTHER, label: t('Another…') },
];
