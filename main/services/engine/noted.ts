import { cut } from './loose';
import { commandLine } from './shell-quote';
import { type Engine, EngineError } from './types';

/** Notes a command in the command log; what it returns is called once, with the outcome. */
export type RecordCommand = (command: string) => (outcome: 'done' | 'failed' | 'unknown', message: string) => void;

/** UTF-16 units of what went wrong that are kept and shown. */
const MESSAGE_LIMIT = 4096;

export const failureMessage = (error: unknown): string =>
  cut(error instanceof Error ? error.message : String(error), MESSAGE_LIMIT);

/** The engine may have done it, and may be asked again once it is back. */
export const isCutOff = (error: unknown): boolean => error instanceof EngineError && error.kind !== 'refused';

type Ending = readonly [outcome: 'failed' | 'unknown', message: string];

const endingOf = (error: unknown): Ending => [isCutOff(error) ? 'unknown' : 'failed', failureMessage(error)];

/** Does `work` as the command that is noted, with how it ended. Rejects as `work` does. `explain`: how a failure is noted. */
export async function notedLine<T>(
  record: RecordCommand,
  command: string,
  work: () => Promise<T>,
  explain: (error: unknown) => Ending = endingOf,
): Promise<T> {
  const finish = record(command);
  try {
    const result = await work();
    finish('done', '');
    return result;
  } catch (error) {
    finish(...explain(error));
    throw error;
  }
}

/** What a change needs to be noted as the docker CLI says it. */
export interface Acting {
  readonly engine: Pick<Engine, 'cliPrefix'>;
  readonly record: RecordCommand;
}

/** The same, of the words of a docker CLI line. */
export const noted = <T>({ engine, record }: Acting, words: readonly string[], work: () => Promise<T>): Promise<T> =>
  notedLine(record, commandLine(engine.cliPrefix(), words), work);
