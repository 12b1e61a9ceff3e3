import type { StartSetFaultData } from '../../main/contract/start-set-fault';
import { cutText, withoutControls } from './control-characters';
import { t } from './i18n';

type Words = readonly [title: string, advice: string, systemWords?: string];

const SUBJECT_SHOWN = 200;

const WORDS: Readonly<Record<StartSetFaultData['fault'], (subject: string, detail: string) => Words>> = {
  'name-taken': (subject) => [t('Another start set is called {subject}.', { subject }), t('Choose another name.')],
  gone: () => [t('This start set is not there any more.'), t('It was deleted meanwhile.')],
  busy: (subject) => [
    t('{subject} is being started or stopped already.', { subject }),
    t('Wait for its end, or cancel it.'),
  ],
  empty: (subject) => [t('{subject} has no members.', { subject }), t('Add a project or a container first.')],
  'not-held': (subject, detail) => [
    t('The restart policy of {subject} could not be changed.', { subject }),
    t('Slipway tries again whenever it connects to the engine.'),
    detail,
  ],
  'not-saved': (_, detail) => [t('The start set could not be saved.'), t('Nothing was changed.'), detail],
};

const isFault = (fault: string): fault is StartSetFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the system's words. */
export const startSetFaultWords = (fault: string, subject: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return [t('This cannot be done about a start set.'), '', detail];
  const shown = withoutControls(cutText(subject, SUBJECT_SHOWN));
  const [title, advice, words = ''] = WORDS[fault](shown, withoutControls(detail));
  return [title, advice, words];
};
