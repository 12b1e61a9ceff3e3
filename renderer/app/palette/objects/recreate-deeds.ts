import {
  IconArrowBackUp,
  IconCopyPlus,
  IconFileExport,
  IconFileTypeXml,
  IconPencil,
  IconPhotoPlus,
  IconRefresh,
  IconStack2,
  IconTrash,
} from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { ContainerRow } from '../../../../main/contract/containers';
import { listPath } from '../../../features/containers/routes';
import { exportFiles } from '../../../features/recreate/export-files';
import { keptOf } from '../../../features/recreate/kept-name';
import { ask, type Question } from '../../../features/recreate/recreate-store';
import { t } from '../../../lib/i18n';
import type { PaletteItem } from '../item';
import { deed } from './deed';

/** What is made of a container: another one in its place, a copy, an image, files. */
export function recreateDeeds({ id, name }: ContainerRow, of: string): readonly PaletteItem[] {
  const subject = { id, name };
  const asking = (question: Question) => () => {
    navigate(listPath(''));
    ask(question);
  };
  const form = (by: 'edit' | 'clone') => () => navigate(`/run?${by}=${encodeURIComponent(id)}`);
  if (keptOf(name) !== null)
    return [
      deed(of, 'bring-back', {
        ...{ icon: IconArrowBackUp, title: t('Bring back…') },
        run: asking({ kind: 'bring-back', subject }),
      }),
      deed(of, 'let-go', {
        ...{ icon: IconTrash, title: t('Let go…'), danger: true },
        run: asking({ kind: 'let-go', subject }),
      }),
    ];
  return [
    deed(of, 'edit', { icon: IconPencil, title: t('Edit…'), run: form('edit') }),
    deed(of, 'update', { icon: IconRefresh, title: t('Update image…'), run: asking({ kind: 'update', subject }) }),
    deed(of, 'clone', { icon: IconCopyPlus, title: t('Clone…'), run: form('clone') }),
    deed(of, 'clone-state', {
      ...{ icon: IconStack2, title: t('Clone from current state…') },
      run: asking({ kind: 'clone', subject }),
    }),
    deed(of, 'commit', {
      ...{ icon: IconPhotoPlus, title: t('Commit to an image…') },
      run: asking({ kind: 'commit', subject }),
    }),
    deed(of, 'export', {
      ...{ icon: IconFileExport, title: t('Export file system') },
      run: () => void exportFiles(subject),
    }),
    deed(of, 'compose', {
      ...{ icon: IconFileTypeXml, title: t('Export as compose…') },
      run: asking({ kind: 'compose', subjects: [subject] }),
    }),
  ];
}
