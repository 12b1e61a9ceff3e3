import type { ComposeRun } from '../../../contract/compose-runs';
import type { RecordCommand } from '../../engine/noted';
import { cut } from '../../engine/loose';
import { identityOf } from '../../process/identity';
import type { Drive } from './drive';
import { type Entry, noteChange, runOf } from './entry';
import { failureIn } from './failure';
import { type History, INTERRUPTED } from './history';
import type { LogFile } from './log-file';
import { say, sayMsg } from '../../../../texts/say';

/** Of a signal: it is no wish of the user's that ends the run. */
export const CLOSING = 'closing';
/** Lines in which a failure is looked for. */
const LAST_LINES = 60;
const FAILURE_LIMIT = 8192;

type Ending = Pick<Entry, 'state' | 'exitCode' | 'failure'>;

export interface RunParts {
  readonly history: History;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
}

const aborted = ({ reason }: AbortSignal, exitCode: number | null): Ending =>
  reason === CLOSING
    ? { state: 'interrupted', exitCode, failure: sayMsg(INTERRUPTED) }
    : { state: 'cancelled', exitCode, failure: '' };

async function work(entry: Entry, drive: Drive): Promise<Ending> {
  const { signal } = entry.controller;
  const last: string[] = [];
  const take = (line: string): void => {
    last.push(line);
    if (last.length > LAST_LINES) last.shift();
    entry.output.add(line);
    entry.steps.take(line, Date.now());
    noteChange(entry);
  };
  try {
    const ended = await drive(take, signal);
    if (ended.code === 0) return { state: 'done', exitCode: 0, failure: '' };
    if (signal.aborted) return aborted(signal, ended.code);
    const killed =
      ended.signal === null
        ? ''
        : say('The compose CLI was ended by {signal}, by somebody else.', { signal: ended.signal });
    const said = ended.signal === null ? failureIn(last) : '';
    const failure =
      killed || said || say('The compose CLI failed without a word (exit code {code}).', { code: String(ended.code) });
    return { state: 'failed', exitCode: ended.code, failure };
  } catch (error) {
    if (signal.aborted) return aborted(signal, null);
    const words = error instanceof Error ? error.message : String(error);
    return { state: 'failed', exitCode: null, failure: cut(words, FAILURE_LIMIT) };
  }
}

/** For the command log. */
function outcomeOf({ state, failure }: Ending): Parameters<ReturnType<RecordCommand>> {
  if (state === 'done') return ['done', ''];
  return ['failed', state === 'cancelled' ? say('It was cancelled.') : failure];
}

/** Does one run to its end, and keeps how it went. Never rejects. */
export async function doRun(
  { history, record, log }: RunParts,
  entry: Entry,
  drive: Drive,
  file: LogFile,
): Promise<ComposeRun> {
  const by = await identityOf(process.pid).catch(() => null);
  const save = (): Promise<void> =>
    history
      .save({ run: runOf(entry), steps: [...entry.steps.all()], by })
      .catch((error: unknown) => log(`compose: ${entry.id} could not be kept: ${String(error)}`));
  const saved = save();
  const finish = record(entry.begun.command);
  const ending = await work(entry, drive);
  const endedAt = Date.now();
  entry.steps.end(ending.state === 'done', endedAt);
  finish(...outcomeOf(ending));
  Object.assign(entry, ending, { endedAt });
  noteChange(entry);
  await saved;
  await file.close();
  await save();
  return runOf(entry);
}
