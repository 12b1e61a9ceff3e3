import type { ComposeFaultData } from '../../main/contract/compose-fault';
import { cutText, withoutControls } from './control-characters';
import { t } from './i18n';

type Words = readonly [title: string, advice: string, systemWords?: string];

const SUBJECT_SHOWN = 200;

const WORDS: Readonly<Record<ComposeFaultData['fault'], (subject: string, detail: string) => Words>> = {
  'no-cli': (_, detail) => [
    t('There is no compose CLI that can be used.'),
    t('Install the docker compose plugin (package docker-compose-plugin, or docker-compose), then look again.'),
    detail,
  ],
  'no-way': (_, detail) => [t('The compose CLI cannot be led to this engine.'), detail],
  'bad-path': (subject) => [
    t('"{subject}" is no absolute path.', { subject }),
    t('It begins at the root, as /home/me/app.'),
  ],
  'not-found': (subject, detail) => [
    t('{subject} cannot be read.', { subject }),
    t('It must be on the machine where Slipway runs. Nothing was changed.'),
    detail,
  ],
  'not-text': (subject, detail) => [t('{subject} cannot be shown as text.', { subject }), detail],
  changed: (subject) => [
    t('{subject} was changed meanwhile.', { subject }),
    t('Somebody else has written it since it was read. Nothing was done.'),
  ],
  exists: (subject) => [t('{subject} exists already.', { subject }), t('Choose another place. Nothing was written.')],
  'not-written': (subject, detail) => [
    t('{subject} cannot be written.', { subject }),
    t('Nothing was changed.'),
    detail,
  ],
  'no-compose-file': (subject) => [
    t('There is no compose file in {subject}.', { subject }),
    t('It is called compose.yaml, compose.yml, docker-compose.yaml or docker-compose.yml; or choose the file itself.'),
  ],
  'bad-name': (subject, detail) => [t('"{subject}" is no name for a project.', { subject }), detail],
  'no-project': () => [t('This project is not there any more.'), t('It has no containers, and nobody keeps it.')],
  busy: (subject, detail) => [
    t('Something is being done to {subject} already.', { subject }),
    t('Wait for its end, or cancel it.'),
    detail,
  ],
  gone: () => [t('This run is not there any more.'), t('It was put out of the history.')],
  unsupported: (_, detail) => [t('This compose CLI cannot do that.'), detail],
  refused: (_, detail) => [t('Compose refused.'), '', detail],
  'bad-wish': (_, detail) => [t('It cannot be done like this.'), detail],
};

const isFault = (fault: string): fault is ComposeFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the system's words. */
export const composeFaultWords = (fault: string, subject: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return [t('This cannot be done about a compose project.'), '', detail];
  const shown = withoutControls(cutText(subject, SUBJECT_SHOWN));
  const [title, advice, words = ''] = WORDS[fault](shown, withoutControls(detail));
  return [title, advice, words];
};
