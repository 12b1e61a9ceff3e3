import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ComposePlace } from '../../../../main/contract/compose';
import type { FoundCompose } from '../../../../main/contract/compose-files';
import { errorLine } from '../../../lib/errors';
import { t, Trans } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { closeQuestion } from '../actions/questions-store';
import classes from '../compose.module.css';
import { WarnWords } from '../marks';
import { nameIn } from '../words';
import { FolderField } from './folder-field';
import { EMPTY_PLACE } from './place-draft';
import { PlaceFields } from './place-fields';
import { useKeep } from './use-keep';

type Candidate = FoundCompose['candidates'][number];

const NONE: readonly Candidate[] = [];

/** A folder, or a compose file: what is found there is shown, chosen and kept. `path`: to begin with; '': it is typed. */
export function AddDialog({ path }: { readonly path: string }) {
  const [typed, setTyped] = useState(path);
  const [asked, setAsked] = useState(path);
  const [chosen, setChosen] = useState(0);
  /** As it was changed; null: as it was found. */
  const [changed, setChanged] = useState<ComposePlace | null>(null);
  const found = useQuery({
    queryKey: ['compose', 'find', asked],
    queryFn: ({ signal }) => rpc.call('composeFiles.find', { path: asked }, { signal }),
    ...{ enabled: asked !== '', gcTime: 0, staleTime: 0 },
  });
  const candidates = found.data?.candidates ?? NONE;
  const candidate = candidates[chosen];
  const place = changed ?? candidate?.place ?? EMPTY_PLACE;
  const { busy, error, run } = useKeep(null, place);
  const settle = (next: string): void => {
    const wanted = next.trim();
    if (wanted === asked) return;
    setAsked(wanted);
    setChosen(0);
    setChanged(null);
  };
  const ready = candidate !== undefined && typed.trim() === asked;
  return (
    <Dialog
      opened
      width="wide"
      title={t('Add a compose project')}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy || !ready} onClick={run}>
            {t('Add')}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        <FolderField
          label={t('Folder or compose file')}
          description={found.isFetching ? t('Looking into it…') : t('On the machine where Slipway runs.')}
          autoFocus
          value={typed}
          error={found.error === null || typed.trim() !== asked ? null : errorLine(found.error)}
          onText={setTyped}
          onSettled={settle}
        />
        {found.data !== undefined && (
          <Found
            found={found.data}
            chosen={chosen}
            onChoose={(at) => {
              setChosen(at);
              setChanged(null);
            }}
          />
        )}
        {candidate !== undefined && <PlaceFields place={place} ownName={candidate.name} onChange={setChanged} />}
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

interface FoundProps {
  readonly found: FoundCompose;
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
}

function Found({ found: { folder, candidates, gitRoot, branch }, chosen, onChoose }: FoundProps) {
  return (
    <>
      {gitRoot !== null && (
        <p className={classes.git}>
          <Trans text="In the Git folder {gitRoot}" values={{ gitRoot: <EngineText value={gitRoot} mono /> }} />
          {branch !== '' && (
            <>
              <Trans text=", on {branch}" values={{ branch: <EngineText value={branch} mono /> }} />
            </>
          )}
        </p>
      )}
      {candidates.length === 0 ? (
        <p role="status">{t('There is no compose file in this folder, nor in the two levels below it.')}</p>
      ) : (
        <fieldset className={classes.choices}>
          <legend>
            <Trans
              text="Found {count}"
              values={{
                count: (
                  <span className={classes.dim}>
                    {t('{count, plural, one {# project} other {# projects}}', { count: candidates.length })}
                  </span>
                ),
              }}
            />
          </legend>
          <ul className={classes.candidates}>
            {candidates.map((one, at) => (
              <li key={`${one.place.folder} ${one.place.files.join(' ')}`}>
                <Radio
                  size="xs"
                  name="candidate"
                  checked={at === chosen}
                  onChange={() => onChoose(at)}
                  label={<CandidateWords candidate={one} folder={folder} />}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </>
  );
}

function CandidateWords({ candidate, folder }: { readonly candidate: Candidate; readonly folder: string }) {
  const { place, name, services, problem } = candidate;
  const files = place.files.length === 0 ? [place.folder] : place.files;
  return (
    <span className={classes.candidate}>
      <strong>
        <EngineText value={name} />
      </strong>
      <EngineText value={files.map((file) => nameIn(folder, file)).join(', ')} mono />
      <span className={classes.dim}>
        <EngineText value={services.length === 0 ? t('no services') : services.join(', ')} />
      </span>
      {problem !== '' && <WarnWords words={problem} />}
    </span>
  );
}
