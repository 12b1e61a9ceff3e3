import type { StopCause } from '../../../main/contract/stop-cause';
import type { StopFacts } from '../../../main/contract/stops';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { agoWords } from '../../lib/time';
import { exitCodeWords, signalWords } from './exit-codes';
import { failureAdvice, failureTitle } from './failure-words';

type Stopped = Extract<StopCause, { kind: 'stopped' }>;

const BY: Readonly<Record<Stopped['by'], string>> = {
  slipway: t('by Slipway'),
  other: t('by another client of the engine'),
  unknown: t('through the engine, by whom is not known'),
};

const DONE: Readonly<Record<Stopped['how'], string>> = {
  stop: t('stopped'),
  restart: t('stopped to be restarted,'),
  kill: t('killed'),
  remove: t('killed to be removed,'),
};

/** What kind of end an exit code alone tells of. */
function exitTitle(code: number): string {
  if (code === 0) return t('it finished by itself');
  if (code === 126) return t('a command could not be run');
  if (code === 127) return t('a command was not found');
  return t('the program reported an error');
}

function stoppedTitle({ by, how, signal, forced }: Stopped): string {
  const sent = signal === null ? '' : ` (${signal}${forced ? t(', then SIGKILL') : ''})`;
  return `${DONE[how]} ${BY[by]}${sent}`;
}

/** One line: what happened. */
export function causeTitle(cause: StopCause, state: StopFacts['state']): string {
  const exited = (code: number): string =>
    state === 'restarting' ? t('Restarting, exited with {code}: ', { code }) : t('Exited with {code}: ', { code });
  switch (cause.kind) {
    case 'running':
      return state === 'paused' ? t('It is paused') : t('It is running');
    case 'unhealthy':
      return cause.streak > 0
        ? cause.streak === 1
          ? t('Unhealthy: its health check failed once')
          : t('Unhealthy: its health check failed {streak} times in a row', { streak: cause.streak })
        : t('Unhealthy');
    case 'never-started':
      return t('Created, and never started');
    case 'start-failed':
      return t('Could not be started: {failure}', { failure: failureTitle(cause.failure) });
    case 'oom':
      return cause.whole
        ? t('{code}killed by the out-of-memory killer', { code: exited(cause.code) })
        : t('{code}the out-of-memory killer ended one of its processes', { code: exited(cause.code) });
    case 'stopped':
      return exited(cause.code) + stoppedTitle(cause);
    case 'engine-ended':
      return t('{code}ended together with the engine', { code: exited(cause.code) });
    case 'signal':
      return t('{code}ended by {replace}', {
        code: exited(cause.code),
        replace: signalWords(cause.signal).replace(/:.*\)$/, ')'),
      });
    case 'exit':
      return exited(cause.code) + exitTitle(cause.code);
    case 'dead':
      return t('Dead: the engine could not remove it entirely');
    case 'unknown':
      return t('Stopped; why is not known');
  }
}

/** The title with its time: "Exited with 137: killed by the out-of-memory killer, 3 minutes ago". */
export function headline({ cause, state, finishedAt }: StopFacts, now: number): string {
  const timed = cause.kind !== 'running' && cause.kind !== 'unhealthy' && cause.kind !== 'start-failed';
  const title = causeTitle(cause, state);
  return timed && finishedAt !== null ? `${title}, ${agoWords(finishedAt, now)}` : title;
}

const WITNESS = {
  none: t('Events were followed, and nobody asked the engine to end it.'),
  'not-observed': t('Its end was not observed, so whether somebody asked for it is not known.'),
} as const;

function stoppedWords({ by, how, signal, forced, code }: Stopped): readonly string[] {
  const asked = how === 'kill' ? t('sent a signal') : t('asked to end');
  const who =
    by === 'slipway'
      ? t("Slipway's own user did that.")
      : by === 'other'
        ? t('It was not Slipway: a docker command, Compose, a script or another program did that.')
        : t('That was before this Slipway was started, so it may have been Slipway as well.');
  const words = [t('It was {asked} through the engine. {who}', { asked, who })];
  if (forced)
    words.push(
      t(
        'It did not end within its grace period after {signal}, and was killed. A program that is process 1 ignores a signal it has no handler for; --init, a handler, or a longer --stop-timeout helps.',
        { signal: signal ?? t('the first signal') },
      ),
    );
  else if (code === 0) words.push(t('It ended in order.'));
  else if (code === 143 || code === 137 || code === 130)
    words.push(t('That is the usual exit code after this signal.'));
  return words;
}

function signalDetail({ signal, witness }: Extract<StopCause, { kind: 'signal' }>): readonly string[] {
  const words: string[] = [WITNESS[witness]];
  if (signal === 'SIGKILL')
    words.push(
      t(
        "SIGKILL without a request and without the container's own memory limit being hit comes from a program on the engine's machine, from inside the container, or from that machine's own out-of-memory killer: its kernel log would say so.",
      ),
    );
  else if (signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP')
    words.push(t('Then it came from inside the container, or from a program on the machine of the engine.'));
  else
    words.push(
      t(
        'Programs get this signal from the system for a fault of their own. Its last lines, or a core dump, tell where.',
      ),
    );
  return words;
}

/** Sentences: what it means. */
export function causeWords(facts: StopFacts): readonly string[] {
  const { cause, hint } = facts;
  switch (cause.kind) {
    case 'running':
      return [];
    case 'unhealthy':
      return [
        t('It goes on running. An engine by itself does not restart an unhealthy container; an orchestrator may.'),
      ];
    case 'never-started':
      return [t('Nothing went wrong: it was created and waits to be started.')];
    case 'start-failed':
      return [failureAdvice(cause.failure)];
    case 'oom':
      return oomWords(cause);
    case 'stopped':
      return stoppedWords(cause);
    case 'engine-ended':
      return [
        t('It ended while the engine was stopped, was started anew, or was out of reach.'),
        t('With a restart policy of always or unless-stopped the engine starts it again when it is back itself.'),
      ];
    case 'signal':
      return [...signalDetail(cause), ...exitCodeWords(cause.code, facts)];
    case 'exit':
      return [
        ...exitCodeWords(cause.code, facts),
        ...(hint === null
          ? []
          : [t('In its last lines: {hint}. {advice}', { hint: failureTitle(hint), advice: failureAdvice(hint) })]),
        WITNESS[cause.witness],
      ];
    case 'dead':
      return [
        t(
          'Its files were in use when it was to be removed. Remove it again; if that fails, the engine has to be restarted.',
        ),
      ];
    case 'unknown':
      return [t('The engine does not say how it ended, and nobody observed it.')];
  }
}

function oomWords({ whole, limitBytes }: Extract<StopCause, { kind: 'oom' }>): readonly string[] {
  const limit =
    limitBytes === null
      ? t('It has no memory limit of its own: the machine of the engine, or its virtual machine, ran out of memory.')
      : t('It needed more than its memory limit of {limitBytes}.', { limitBytes: binaryBytes(limitBytes) });
  return whole
    ? [limit, t('The kernel killed it at once: it had no chance to write a message or to save anything.')]
    : [limit, t('The kernel killed a process below the main one, which then ended by its own choice.')];
}
