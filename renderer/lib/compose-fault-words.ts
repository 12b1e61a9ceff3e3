import type { ComposeFaultData } from '../../main/contract/compose-fault';
import { cutText, withoutControls } from './control-characters';

type Words = readonly [title: string, advice: string, systemWords?: string];

const SUBJECT_SHOWN = 200;

const WORDS: Readonly<Record<ComposeFaultData['fault'], (subject: string, detail: string) => Words>> = {
  'no-cli': (_, detail) => [
    'There is no compose CLI that can be used.',
    'Install the docker compose plugin (package docker-compose-plugin, or docker-compose), then look again.',
    detail,
  ],
  'no-way': (_, detail) => ['The compose CLI cannot be led to this engine.', detail],
  'bad-path': (subject) => [`"${subject}" is no absolute path.`, 'It begins at the root, as /home/me/app.'],
  'not-found': (subject, detail) => [
    `${subject} cannot be read.`,
    'It must be on the machine where Slipway runs. Nothing was changed.',
    detail,
  ],
  'not-text': (subject, detail) => [`${subject} cannot be shown as text.`, detail],
  changed: (subject) => [
    `${subject} was changed meanwhile.`,
    'Somebody else has written it since it was read. Nothing was done.',
  ],
  exists: (subject) => [`${subject} exists already.`, 'Choose another place. Nothing was written.'],
  'not-written': (subject, detail) => [`${subject} cannot be written.`, 'Nothing was changed.', detail],
  'no-compose-file': (subject) => [
    `There is no compose file in ${subject}.`,
    'It is called compose.yaml, compose.yml, docker-compose.yaml or docker-compose.yml; or choose the file itself.',
  ],
  'bad-name': (subject, detail) => [`"${subject}" is no name for a project.`, detail],
  'no-project': () => ['This project is not there any more.', 'It has no containers, and nobody keeps it.'],
  busy: (subject, detail) => [
    `Something is being done to ${subject} already.`,
    'Wait for its end, or cancel it.',
    detail,
  ],
  gone: () => ['This run is not there any more.', 'It was put out of the history.'],
  unsupported: (_, detail) => ['This compose CLI cannot do that.', detail],
  refused: (_, detail) => ['Compose refused.', '', detail],
  'bad-wish': (_, detail) => ['It cannot be done like this.', detail],
};

const isFault = (fault: string): fault is ComposeFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the system's words. */
export const composeFaultWords = (fault: string, subject: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return ['This cannot be done about a compose project.', '', detail];
  const shown = withoutControls(cutText(subject, SUBJECT_SHOWN));
  const [title, advice, words = ''] = WORDS[fault](shown, withoutControls(detail));
  return [title, advice, words];
};
