import { TextInput } from '@mantine/core';
import type { ComposePlace } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import forms from '../../../ui/form.module.css';
import { PathList } from './path-list';

interface Props {
  readonly place: ComposePlace;
  /** By compose's own rule. */
  readonly ownName: string;
  readonly onChange: (place: ComposePlace) => void;
}

/** How compose is called for a project, beside its folder. */
export const PlaceFields = ({ place, ownName, onChange }: Props) => (
  <>
    <TextInput
      label={t('Project name')}
      description={t('--project-name; empty: by compose’s own rule')}
      placeholder={ownName}
      spellCheck={false}
      autoComplete="off"
      classNames={{ description: forms.hint ?? '' }}
      value={place.name}
      onChange={({ currentTarget }) => onChange({ ...place, name: currentTarget.value })}
    />
    <PathList
      legend={t('Files, in their order')}
      none={t('as compose finds them in the folder')}
      one={t('File')}
      placeholder="compose.yaml"
      ordered
      values={place.files}
      onChange={(files) => onChange({ ...place, files: [...files] })}
    />
    <PathList
      legend={t('Env files')}
      none={t('.env of the folder, where there is one')}
      one={t('Env file')}
      placeholder=".env"
      values={place.envFiles}
      onChange={(envFiles) => onChange({ ...place, envFiles: [...envFiles] })}
    />
    <PathList
      legend={t('Profiles')}
      none={t('none')}
      one={t('Profile')}
      placeholder="debug"
      values={place.profiles}
      onChange={(profiles) => onChange({ ...place, profiles: [...profiles] })}
    />
  </>
);
