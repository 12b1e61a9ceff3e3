import { TextInput } from '@mantine/core';
import { t } from '../../../lib/i18n';
import { FolderField } from './folder-field';

export interface NewFile {
  readonly folder: string;
  readonly file: string;
}

interface Props {
  readonly value: NewFile;
  readonly onChange: (value: NewFile) => void;
}

const PROPER = /^[^/\\]+\.ya?ml$/i;

/** It can be written there, as far as one can see from here. */
export const isProper = ({ folder, file }: NewFile): boolean => folder.trim() !== '' && PROPER.test(file.trim());

/** A folder, and what the compose file is called in it. */
export const NewFileFields = ({ value, onChange }: Props) => (
  <>
    <FolderField
      label={t('Folder')}
      description={t('It is made where it is not there; its name becomes that of the project.')}
      autoFocus
      value={value.folder}
      onText={(folder) => onChange({ ...value, folder })}
    />
    <TextInput
      label={t('File name')}
      spellCheck={false}
      value={value.file}
      error={PROPER.test(value.file.trim()) ? null : t('A name that ends with .yaml or .yml.')}
      onChange={({ currentTarget }) => onChange({ ...value, file: currentTarget.value })}
    />
  </>
);

/** Compose finds these by itself. */
const FOUND = new Set(['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']);

/** What must be named to compose. */
export const namedFiles = (file: string): readonly string[] => (FOUND.has(file.trim()) ? [] : [file.trim()]);
