import type { CheckResult } from '../../../contract/diagnostics';

/** Results as plain text: a line each, what was found below it. */
export const resultLines = (results: readonly CheckResult[]): readonly string[] =>
  results.flatMap(({ id, title, state, evidence, detail, durationMs }) => [
    `${id} ${state.toUpperCase()} ${title} (${String(durationMs)} ms)`,
    ...evidence.map((line) => `    ${line}`),
    ...(detail === '' ? [] : [`    ${detail}`]),
  ]);
