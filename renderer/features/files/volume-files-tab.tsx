import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../lib/i18n';
import classes from './files.module.css';
import { FilesView } from './files-view';
import { ReadOnly } from './use-can-write';

/** The files of a volume. Only looked at, until the user wants to change them. */
export function VolumeFilesTab({ name }: { readonly name: string }) {
  const [writable, setWritable] = useState(false);
  return (
    <div className={classes.tab}>
      <div className={classes.views}>
        <Checkbox
          label={t('Allow changes')}
          description={
            writable
              ? t('Uploads and saved texts reach whatever uses the volume at once.')
              : t('Files are only looked at.')
          }
          checked={writable}
          onChange={(event) => setWritable(event.currentTarget.checked)}
        />
      </div>
      <div className={classes.pane}>
        <ReadOnly value={!writable}>
          <FilesView key={name} source={{ kind: 'volume', name }} />
        </ReadOnly>
      </div>
    </div>
  );
}
