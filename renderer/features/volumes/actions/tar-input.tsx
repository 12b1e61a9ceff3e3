import { FileInput } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { t } from '../../../lib/i18n';
import classes from '../volumes.module.css';
import { droppedFile, holdsFiles } from './dropped-file';

interface Props {
  readonly file: File | null;
  readonly onFile: (file: File | null) => void;
}

/** A tar of this computer: chosen, or dropped here. */
export function TarInput({ file, onFile }: Props) {
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState('');
  const take = (chosen: File | null): void => {
    setProblem('');
    onFile(chosen);
  };
  const onDragOver = (event: DragEvent): void => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const dropped = droppedFile(event.dataTransfer);
    if ('problem' in dropped) setProblem(dropped.problem);
    else take(dropped.file);
  };
  return (
    <div
      role="group"
      aria-label={t('Drop a tar here')}
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={onDragOver}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOver(false);
      }}
      onDrop={onDrop}
    >
      <FileInput
        size="xs"
        label={t('File')}
        description={t('.tar or .tar.gz: choose it, or drop it here.')}
        placeholder={t('Choose a file')}
        data-autofocus
        value={file}
        error={problem === '' ? null : problem}
        onChange={take}
        accept=".tar,.gz,.tgz,application/x-tar,application/gzip"
      />
    </div>
  );
}
