import type { FileFaultData } from '../../main/contract/file-fault';
import { cutText, withoutControls } from './control-characters';

type Words = readonly [title: string, advice: string, engineWords?: string];

/** A path may be 4 KB long. */
const PATH_SHOWN = 200;

const WORDS: Readonly<Record<FileFaultData['fault'], (path: string, detail: string) => Words>> = {
  missing: (path) => [`There is nothing at ${path}.`, 'It may have been removed meanwhile: refresh its folder.'],
  exists: (path) => [`There is something at ${path} already.`, 'Choose another name, or remove what is there first.'],
  changed: (path) => [
    `${path} was changed by somebody else since it was opened.`,
    'Open it again to see their version, or save yours over it.',
  ],
  'not-running': () => [
    'This container is not running.',
    'Deleting and renaming run a program (rm, mv) in the container: start it first.',
  ],
  'no-tool': (_, tool) => [
    `There is no program ${tool} in this container.`,
    'Deleting and renaming need rm and mv in the image; files can still be read, downloaded, uploaded and saved.',
  ],
  'tool-failed': (_, printed) => ['The program in the container failed.', '', printed],
  'no-image': () => [
    'There is no image on this engine yet.',
    'A volume is looked at through a container that is never started, and that needs an image: pull or build any.',
  ],
  'not-a-file': (path, kind) => [`${path} is no file but a ${kind}.`, ''],
  'not-a-folder': (path, kind) => [`${path} is no folder but a ${kind}.`, ''],
  unreadable: (path, words) => [`${path} cannot be read.`, '', words],
  link: (path, target) => [`The link ${path} leads nowhere that can be shown.`, '', target],
  'read-only': () => ['An image cannot be changed.', 'Change the files of a container made from it.'],
  'too-large': (path) => [`${path} is too large to be edited here.`, 'Download it, edit it, and upload it again.'],
};

const isFault = (fault: string): fault is FileFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const fileFaultWords = (fault: string, path: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return ['This cannot be done with this file.', '', detail];
  const [title, advice, words = ''] = WORDS[fault](withoutControls(cutText(path, PATH_SHOWN)), detail);
  return [title, advice, words];
};
