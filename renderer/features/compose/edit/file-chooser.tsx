import { NativeSelect } from '@mantine/core';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { useDrafts } from './drafts';
import { shownPath } from './file-path';

interface Props {
  readonly path: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly onChoose: (path: string) => void;
}

/** Which of the files is shown; those that are not saved have a mark. */
export function FileChooser({ path, files, folder, onChoose }: Props) {
  // Of the one that is shown it is said beside.
  const unsaved = useDrafts(({ drafts }) => files.filter((file) => file !== path && drafts.has(file)).join('\n'));
  const marked = new Set(unsaved.split('\n'));
  return (
    <NativeSelect
      size="xs"
      aria-label={t('File')}
      value={path}
      data={files.map((file) => ({
        value: file,
        label: withoutControls(shownPath(file, folder)) + (marked.has(file) ? t(' (not saved)') : ''),
      }))}
      onChange={({ currentTarget: { value } }) => onChoose(value)}
    />
  );
}
