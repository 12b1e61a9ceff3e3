// Runs in a thread of its own: a regular expression may take for ever, and then only this is ended.
import type { LogTerm } from '../../../../main/contract/logs';
import { type Range, patternOf, rangesOf } from './pattern';

export interface MatchQuestion {
  readonly id: number;
  readonly term: LogTerm;
  readonly texts: readonly string[];
}

export interface MatchAnswer {
  readonly id: number;
  readonly ranges: readonly (readonly Range[])[];
}

globalThis.addEventListener('message', ({ data }: MessageEvent<MatchQuestion>) => {
  const pattern = patternOf(data.term);
  const answer: MatchAnswer = { id: data.id, ranges: data.texts.map((text) => rangesOf(pattern, text)) };
  globalThis.postMessage(answer);
});
