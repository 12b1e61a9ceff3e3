import type { FileFaultData } from '../../main/contract/file-fault';
import { cutText, withoutControls } from './control-characters';
import { t } from './i18n';

type Words = readonly [title: string, advice: string, engineWords?: string];

/** A path may be 4 KB long. */
const PATH_SHOWN = 200;

const WORDS: Readonly<Record<FileFaultData['fault'], (path: string, detail: string) => Words>> = {
  missing: (path) => [
    t('There is nothing at {path}.', { path }),
    t('It may have been removed meanwhile: refresh its folder.'),
  ],
  exists: (path) => [
    t('There is something at {path} already.', { path }),
    t('Choose another name, or remove what is there first.'),
  ],
  changed: (path) => [
    t('{path} was changed by somebody else since it was opened.', { path }),
    t('Open it again to see their version, or save yours over it.'),
  ],
  'not-running': () => [
    t('This container is not running.'),
    t('Deleting and renaming run a program (rm, mv) in the container: start it first.'),
  ],
  'no-tool': (_, tool) => [
    t('There is no program {tool} in this container.', { tool }),
    t('Deleting and renaming need rm and mv in the image; files can still be read, downloaded, uploaded and saved.'),
  ],
  'tool-failed': (_, printed) => [t('The program in the container failed.'), '', printed],
  'no-image': () => [
    t('There is no image on this engine yet.'),
    t('A volume is looked at through a container that is never started, and that needs an image: pull or build any.'),
  ],
  'not-a-file': (path, kind) => [t('{path} is no file but a {kind}.', { path, kind }), ''],
  'not-a-folder': (path, kind) => [t('{path} is no folder but a {kind}.', { path, kind }), ''],
  unreadable: (path, words) => [t('{path} cannot be read.', { path }), '', words],
  link: (path, target) => [t('The link {path} leads nowhere that can be shown.', { path }), '', target],
  'read-only': () => [t('An image cannot be changed.'), t('Change the files of a container made from it.')],
  'too-large': (path) => [
    t('{path} is too large to be edited here.', { path }),
    t('Download it, edit it, and upload it again.'),
  ],
};

const isFault = (fault: string): fault is FileFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const fileFaultWords = (fault: string, path: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return [t('This cannot be done with this file.'), '', detail];
  const [title, advice, words = ''] = WORDS[fault](withoutControls(cutText(path, PATH_SHOWN)), detail);
  return [title, advice, words];
};
