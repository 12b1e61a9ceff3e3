import type { ErrorCode } from '../../main/contract/errors';
import { importFaultWords, welcomeFaultWords } from './arrival-fault-words';
import { buildFaultWords } from './build-fault-words';
import { composeFaultWords } from './compose-fault-words';
import { fileFaultWords } from './file-fault-words';
import { t } from './i18n';
import { imageFaultWords } from './image-fault-words';
import { credentialFaultWords, registryFaultWords } from './registry-fault-words';
import { layerFaultWords } from './layer-fault-words';
import { startSetFaultWords } from './start-set-fault-words';
import { volumeFaultWords } from './volume-fault-words';
import { spanWords } from './time';

/** Words for the user: what happened, the engine's own words where there are any, and what to do. */
export interface Explanation {
  readonly title: string;
  /** The engine's text, unchanged: hostile, and possibly empty. */
  readonly engineWords: string;
  readonly advice: string;
}

/** The wire's own errors, next to those the contract names. */
type WireCode = 'INVALID_INPUT' | 'UNKNOWN_PROCEDURE' | 'INTERNAL' | 'CANCELLED' | 'CONNECTION_LOST';

type Words = (data: Readonly<Record<string, unknown>>, message: string) => Explanation;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const explain = (title: string, advice: string, engineWords = ''): Explanation => ({ title, engineWords, advice });

/** The system of Slipway's own machine is read-only, so that an unshared folder is no empty one in the container. */
const UNSHARED = /mount source path '([^']+)'.*read-only file system/;

function refusalAdvice(engineMessage: string): string {
  const folder = UNSHARED.exec(engineMessage)?.[1];
  return folder === undefined
    ? ''
    : t(
        "{folder} is not shared with the engine's machine: add it, or a folder that holds it, to the shared folders in the settings of the Slipway VM, on the Engine page.",
        { folder },
      );
}

/** Why one process of a container cannot be signalled. */
function noSignalWay(reason: string): string {
  switch (reason) {
    case 'no-shell':
      return t(
        'This image has no shell, so nothing inside the container can name its processes. The main process can be signalled: the engine does that itself.',
      );
    case 'shared-pids':
      return t(
        'This container shares its process numbers with the machine or another container, so a signal could reach a process that is not its own.',
      );
    case 'not-permitted':
      return t("The container's own rules do not let a signal through to this process.");
    case 'paused':
      return t('The container is paused, and nothing can be run in it. Unpause it first.');
    default:
      return t('The process could not be told apart from others inside the container.');
  }
}

/** Why a container cannot be edited now. */
function recreateConflict(reason: string, name: string): [title: string, advice: string, engineWords: string] {
  switch (reason) {
    case 'changed':
      return [
        t('This container was changed meanwhile.'),
        t('Read it again before changing it: nothing was done.'),
        name,
      ];
    case 'under-way':
      return [t('An edit of this container is under way, or waits for a decision.'), t('Nothing was done.'), name];
    default:
      return [t('This is not there any more.'), t('It was settled or removed meanwhile.'), name];
  }
}
const problemWords = (problems: unknown): string =>
  (Array.isArray(problems) ? problems : []).map((problem) => text(record(problem).message)).join(' ');

const WORDS: Readonly<Record<ErrorCode | WireCode, Words>> = {
  ENGINE_UNREACHABLE: ({ reason }) =>
    explain(
      t('The engine cannot be reached.'),
      text(reason) || t('The Engine page says which engines there are, and why.'),
    ),
  ENGINE_TIMEOUT: ({ afterMs }) =>
    explain(
      t('The engine did not answer within {afterMs}.', { afterMs: spanWords(Number(afterMs)) }),
      t('It may still carry the request out: look at the list before trying again.'),
    ),
  ENGINE_REFUSED: ({ status, engineMessage }) =>
    explain(
      t('The engine refused ({status}).', { status: Number(status) }),
      refusalAdvice(text(engineMessage)),
      text(engineMessage),
    ),
  NOT_FOUND: ({ engineMessage }) =>
    explain(t('The engine has no such object.'), t('It may have been removed meanwhile.'), text(engineMessage)),
  CONSENT_NEEDED: ({ url }) =>
    explain(
      t('The connection to {url} is not encrypted.', { url: text(url) }),
      t('It is used only after an explicit yes, on the Engine page.'),
    ),
  UNKNOWN_ENGINE: () => explain(t('This engine is not there any more.'), t('Look again on the Engine page.')),
  SETTING_INVALID: ({ detail }) => explain(t('The setting cannot have this value.'), '', text(detail)),
  BAD_PATTERN: ({ detail }) => explain(t('This is not a regular expression.'), text(detail)),
  NO_SUCH_VIEW: () =>
    explain(t('This view was closed meanwhile.'), t('It is opened again by itself; else reload the page.')),
  FILE_FAULT: (data) => explain(...fileFaultWords(text(data.fault), text(data.path), text(data.detail))),
  UNKNOWN_TERMINAL: () => explain(t('This terminal was closed.'), t('Open a new one.')),
  TOO_MANY_TERMINALS: ({ limit }) =>
    explain(
      t('{limit} terminals are open, and there can be no more.', { limit: Number(limit) }),
      t('Close some of them first.'),
    ),
  NO_SIGNAL_WAY: ({ reason, detail }) => explain(t('No signal was sent.'), noSignalWay(text(reason)), text(detail)),
  PROCESS_GONE: () => explain(t('This process has ended meanwhile. No signal was sent.'), ''),
  RECREATE_CONFLICT: ({ reason, name }) => explain(...recreateConflict(text(reason), text(name))),
  BIN_NAME_TAKEN: ({ name, free }) =>
    explain(
      t('The name is taken by now.'),
      t('Restore it as another one, such as {free}.', { free: text(free) }),
      text(name),
    ),
  BIN_GONE: () =>
    explain(t('This is not in the bin any more.'), t('Its time was over, or it was restored or deleted.')),
  VOLUME_FAULT: (data) => explain(...volumeFaultWords(text(data.fault), text(data.volume), text(data.detail))),
  IMAGE_FAULT: (data) => explain(...imageFaultWords(text(data.fault), text(data.image), text(data.detail))),
  REGISTRY_FAULT: (data) => explain(...registryFaultWords(data)),
  CREDENTIAL_FAULT: (data) => explain(...credentialFaultWords(data)),
  BUILD_FAULT: (data) => explain(...buildFaultWords(text(data.fault), text(data.path), text(data.detail))),
  COMPOSE_FAULT: (data) => explain(...composeFaultWords(text(data.fault), text(data.subject), text(data.detail))),
  START_SET_FAULT: (data) => explain(...startSetFaultWords(text(data.fault), text(data.subject), text(data.detail))),
  IMPORT_FAULT: (data) => explain(...importFaultWords(text(data.fault), text(data.subject), text(data.detail))),
  WELCOME_FAULT: (data) => explain(...welcomeFaultWords(text(data.fault), text(data.detail))),
  LAYER_FAULT: (data) => explain(...layerFaultWords(text(data.fault), text(data.detail))),
  NETWORK_PROBLEMS: ({ problems }) => explain(t('This network cannot be used like this.'), '', problemWords(problems)),
  MACHINE_FAULT: ({ message, fix, detail }) =>
    explain(text(message), text(fix) === '' ? '' : t('This mends it: {fix}', { fix: text(fix) }), text(detail)),
  BAD_RUN_LINE: ({ detail }) => explain(t('This is no docker run line.'), '', text(detail)),
  NOT_SAVED: ({ detail }) => explain(t('It could not be saved.'), '', text(detail)),
  INVALID_INPUT: (_, message) => explain(t('This input cannot be used.'), message),
  UNKNOWN_PROCEDURE: () => explain(t('This page is of another version of Slipway.'), t('Reload the page.')),
  INTERNAL: (_, message) => explain(t('Something went wrong in Slipway.'), message === 'INTERNAL' ? '' : message),
  CANCELLED: () => explain(t('Cancelled.'), ''),
  CONNECTION_LOST: () =>
    explain(
      t('The connection to Slipway was lost before an answer.'),
      t('What was asked for may still have happened: look before trying again.'),
    ),
};

const isKnown = (code: string): code is ErrorCode | WireCode => Object.hasOwn(WORDS, code);

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

export const errorCode = (error: unknown): string => text(record(error).code);

/** Whether it failed with this fault, of those that the code's data names. */
export const hasFault = (error: unknown, code: ErrorCode, fault: string): boolean =>
  errorCode(error) === code && text(record(record(error).data).fault) === fault;

/** Takes what `rpc` rejects with; anything else is a bug of ours and said to be one. */
export function explainError(error: unknown): Explanation {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  if (isKnown(code)) return WORDS[code](record(record(error).data), message);
  return explain(t('Something went wrong in Slipway.'), message);
}

/** All of it in one line. */
export function errorLine(error: unknown): string {
  const { title, engineWords, advice } = explainError(error);
  return [title, engineWords, advice].filter((part) => part !== '').join(' ');
}
