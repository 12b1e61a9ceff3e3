import { IconArrowLeft, IconDeviceFloppy, IconHammer } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { withoutControls } from '../../../lib/control-characters';
import { t, Trans } from '../../../lib/i18n';
import { keyLabel } from '../../../lib/platform';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { ConflictDialog } from '../../../ui/file-editor/conflict-dialog';
import { ProblemList } from '../../../ui/file-editor/problem-list';
import { IconButton } from '../../../ui/icon-button';
import { Kbd } from '../../../ui/kbd';
import parts from '../../../ui/list-parts.module.css';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../builds.module.css';
import { editedFile, type EditedFile, filePath, LIST_PATH } from '../routes';
import { lastName, within } from '../words';
import { wayBack } from './again';
import { dropDraft } from './drafts';
import { isIgnoreFile, useEditing } from './use-editing';
import { type DiskFile, useFile } from './use-file';
import { useUnloadGuard } from './use-unload-guard';

/** A Dockerfile, or its ignore file, to be edited. */
export function FilePage() {
  const place = editedFile(useSearch());
  if (place.file === '' || place.folder === '')
    return (
      <EmptyState title={t('No file is named')} heading="h1">
        <Link href={LIST_PATH}>{t('Go to the builds')}</Link>
      </EmptyState>
    );
  return <OneFile key={place.file} place={place} />;
}

function OneFile({ place }: { readonly place: EditedFile }) {
  const { loaded, error, reload } = useFile(place);
  const [rounds, setRounds] = useState(0);
  if (loaded === null)
    return (
      <div className={classes.page}>
        <header className={classes.head}>
          <h1 tabIndex={-1}>{withoutControls(lastName(place.file))}</h1>
        </header>
        <div className={parts.body} aria-busy={error === null}>
          {error === null ? <Skeleton width="60%" /> : <ErrorNotice error={error} onRetry={reload} />}
        </div>
      </div>
    );
  const afresh = (): void => {
    setRounds(rounds + 1);
    reload();
  };
  return <Editing key={`${String(loaded.sha256)} ${String(rounds)}`} place={place} loaded={loaded} onReload={afresh} />;
}

interface Props {
  readonly place: EditedFile;
  readonly loaded: DiskFile;
  readonly onReload: () => void;
}

function Editing({ place, loaded, onReload }: Props) {
  const { file } = place;
  const box = useRef<HTMLDivElement>(null);
  const [, navigate] = useLocation();
  const [leaving, setLeaving] = useState(false);
  const name = withoutControls(lastName(file));
  const editing = useEditing({ box, place, loaded, onReload, label: t('Text of {name}', { name }) });
  const { editor, dirty, saved, busy, isNew, problems, theirs, failure, error } = editing;
  useUnloadGuard(dirty);
  const leave = (): void => {
    dropDraft(file);
    navigate(wayBack(place));
  };
  const canSave = (dirty || isNew) && !busy && editor !== null;
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <IconButton
          label={t('Back')}
          icon={<IconArrowLeft size={16} />}
          onClick={() => (dirty ? setLeaving(true) : leave())}
        />
        <h1 tabIndex={-1}>{name}</h1>
        <Other place={place} ignoreFile={loaded.ignoreFile} />
        <span className={classes.headButtons}>
          <span className={classes.savedWords} role="status">
            {dirty ? t('Not saved yet') : saved ? t('Saved') : isNew ? t('A new file') : ''}
          </span>
          <Button icon={<IconDeviceFloppy size={15} />} disabled={!canSave} onClick={editing.save}>
            <Trans text="Save {keys}" values={{ keys: <Kbd>{keyLabel('mod+s')}</Kbd> }} />
          </Button>
          <Button
            variant="primary"
            icon={<IconHammer size={15} />}
            disabled={busy || editor === null}
            onClick={editing.build}
          >
            {t('Save and build')}
          </Button>
        </span>
      </header>
      <p className={classes.note}>
        <EngineText value={file} mono wrap />
      </p>
      {failure !== null && <ErrorNotice error={failure} />}
      {error !== null && <ErrorNotice error={error} />}
      <div ref={box} className={classes.editor}>
        {editor === null && error === null && <Skeleton width="60%" />}
      </div>
      <ProblemList
        problems={problems}
        onGo={({ line }) => {
          editor?.goTo(line);
          editor?.focus();
        }}
      />
      {theirs !== null && editor !== null && (
        <ConflictDialog
          theirs={theirs.text}
          mine={editor.text()}
          busy={busy}
          onLoad={editing.load}
          onOverwrite={editing.overwrite}
          onClose={editing.keepEditing}
        />
      )}
      <ConfirmDialog
        opened={leaving}
        danger
        title={t('Leave without saving?')}
        confirmLabel={t('Leave')}
        cancelLabel={t('Keep editing')}
        onConfirm={leave}
        onCancel={() => setLeaving(false)}
      >
        <p>{t('What you changed in this file is lost.')}</p>
      </ConfirmDialog>
    </div>
  );
}

/** The way from the Dockerfile to its ignore file, and back. What was typed stays. */
function Other({ place, ignoreFile }: { readonly place: EditedFile; readonly ignoreFile: string | null }) {
  const { folder, dockerfile, file } = place;
  if (isIgnoreFile(file))
    return dockerfile === '' ? null : (
      <Link href={filePath({ ...place, file: dockerfile, line: null })}>{withoutControls(lastName(dockerfile))}</Link>
    );
  const ignore = ignoreFile ?? within(folder, '.dockerignore');
  return (
    <Link href={filePath({ ...place, file: ignore, line: null })}>
      {ignoreFile === null ? t('Write a .dockerignore') : withoutControls(lastName(ignoreFile))}
    </Link>
  );
}
