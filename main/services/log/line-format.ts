import type { LogLevel, LogLine } from '../../contract/diagnostics';

const MARKS: Readonly<Record<LogLevel, string>> = { error: '[error] ', info: '', debug: '[debug] ' };
const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (?:\[(error|debug)\] )?(.*)$/;

/** What a line of this level begins with, after its time. */
export const marked = (level: LogLevel, line: string): string => `${MARKS[level]}${line}`;

const levelOf = (mark: string | undefined): LogLevel => (mark === 'error' || mark === 'debug' ? mark : 'info');

/** The lines in a text of the log's file; what is none is left out. */
export const readLogText = (text: string): readonly Omit<LogLine, 'seq'>[] =>
  text.split('\n').flatMap((line) => {
    const [, time = '', mark, rest = ''] = LINE.exec(line) ?? [];
    return time === '' ? [] : [{ at: Date.parse(time), level: levelOf(mark), text: rest }];
  });
