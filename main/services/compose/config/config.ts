import type { ComposePlace } from '../../../contract/compose';
import type { ComposeProblem } from '../../../contract/compose-files';
import { readPlace } from '../model/read';
import type { ReaderOptions, Reading } from '../model/types';
import type { ComposeCaller, Unsaved } from '../types';
import { maskConfig } from './masked';
import { problemsOf } from './refusal';
import type { TempFiles } from './temp-files';

export interface ConfigParts {
  readonly reader: ReaderOptions;
  readonly caller: Pick<ComposeCaller, 'ask'>;
  readonly temps: TempFiles;
}

interface Answer {
  readonly failed: boolean;
  readonly stdout: string;
  readonly problems: readonly ComposeProblem[];
}

const TIMEOUT_MS = 60_000;

/** Asks the CLI about files as they stand in the editor. Throws ComposeFault. */
export async function askAbout(
  { caller, temps }: Pick<ConfigParts, 'caller' | 'temps'>,
  { reading, place, unsaved }: { readonly reading: Reading; readonly place: ComposePlace; readonly unsaved: Unsaved },
  words: readonly string[],
  signal: AbortSignal,
): Promise<Answer> {
  const files = reading.files.filter(
    (file) => !reading.loaded.some((each) => each.isIncluded && each.source.path === file),
  );
  const written = await temps.write(place, files, unsaved);
  try {
    const { code, stdout, stderr } = await caller.ask(written.place, words, { signal, timeoutMs: TIMEOUT_MS });
    const failed = code !== 0;
    const said = written.inUsersNames(failed && stderr.trim() === '' ? stdout : stderr);
    return { failed, stdout: written.inUsersNames(stdout), problems: problemsOf(said, reading, failed) };
  } finally {
    await written.remove();
  }
}

export interface ConfigWish {
  readonly place: ComposePlace;
  readonly unsaved: Unsaved;
  readonly reveal: boolean;
}

/** What compose itself makes of the files. Throws ComposeFault. */
export async function readConfig(
  parts: ConfigParts,
  { place, unsaved, reveal }: ConfigWish,
  signal: AbortSignal,
): Promise<{ text: string; problems: ComposeProblem[] }> {
  const reading = await readPlace(parts.reader, place, unsaved, signal);
  const { failed, stdout, problems } = await askAbout(parts, { reading, place, unsaved }, ['config'], signal);
  if (failed) return { text: '', problems: [...problems] };
  const text = reveal ? stdout : (maskConfig(stdout, reading) ?? '');
  return { text, problems: [...problems] };
}
