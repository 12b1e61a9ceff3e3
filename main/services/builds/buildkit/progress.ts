import type { Told } from '../runs/drive';
import type { Ledger } from '../runs/ledger';
import { createLineSplitter } from '../../process/line-splitter';
import type { StepPlace } from './lines';
import { createEnding, type Ending } from './ending';

/** Reads what `--progress=plain` tells. */
export interface Progress {
  push(text: string): void;
  /** The program is over. @returns What it said of why, and where. */
  end(): Ending;
}

interface Source {
  readonly ledger: Ledger;
  readonly placeOf: (name: string) => StepPlace;
  readonly told: (facts: Told) => void;
  readonly now: () => number;
}

const OF_STEP = /^#(\d{1,6}) (.*)$/s;
const LOG = /^\d+\.\d+ (.*)$/s;
const OVER = /^(?:DONE (\d+(?:\.\d+)?)s|(CACHED)|(CANCELED)|ERROR: (.*))$/s;
/** What a program writes without an end of line at its end has the next message behind it. */
const GLUED = /^(.*?)#(\d{1,6}) (DONE \d+(?:\.\d+)?s|CANCELED|ERROR: .*)$/s;
const CONTEXT = /^transferring context: (\d+(?:\.\d+)?)([kMGT]?B)\b/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const WRITTEN = /^writing image (sha256:[0-9a-f]{64})\b/;
const MS = 1000;

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** A step's own lines, by its number. */
function createSteps({ ledger, placeOf, told, now }: Source) {
  const end = (key: string, [, seconds, cached, cancelled, error]: RegExpExecArray): void => {
    const startedAt = ledger.find(key)?.startedAt ?? now();
    const durationMs = seconds === undefined ? now() - startedAt : Number(seconds) * MS;
    if (cached !== undefined) ledger.step(key, { state: 'cached', durationMs: null });
    else if (cancelled !== undefined) ledger.step(key, { state: 'cancelled', durationMs });
    else if (error !== undefined) ledger.step(key, { state: 'failed', error, durationMs });
    else ledger.step(key, { state: 'done', durationMs, error: '' });
  };
  const status = (key: string, text: string): void => {
    const [, size = '', unit = ''] = CONTEXT.exec(text) ?? [];
    // The ignore file is transferred in the same words.
    if (size !== '' && ledger.find(key)?.name.includes('build context') === true)
      told({ contextBytes: Math.round(Number(size) * (UNITS[unit] ?? 1)) });
    const id = WRITTEN.exec(text)?.[1];
    if (id !== undefined) told({ imageId: id });
    ledger.log(key, text);
  };
  const begin = (key: string, name: string): void =>
    void ledger.step(key, { name, ...placeOf(name), state: 'running', startedAt: now() });
  return (key: string, text: string): void => {
    const step = ledger.find(key);
    if (step === undefined) {
      begin(key, text);
      return;
    }
    // It is named again whenever others were told in between.
    if (text === step.name || text === '...' || DIGEST.test(text)) return;
    const said = LOG.exec(text)?.[1];
    const over = OVER.exec(text);
    if (said !== undefined) ledger.log(key, said);
    else if (over !== null) end(key, over);
    else status(key, text);
  };
}

export function createProgress(source: Source): Progress {
  const { ledger } = source;
  const ending = createEnding((line) => ledger.log(null, line));
  const take = createSteps(source);
  const lines = createLineSplitter((line) => {
    const [, key, text = ''] = OF_STEP.exec(line) ?? [];
    if (key === undefined) {
      ending.push(line);
      return;
    }
    const [, before = '', glued, over = ''] = LOG.test(text) ? (GLUED.exec(text) ?? []) : [];
    const isGlued = glued === key && ledger.find(key)?.state === 'running';
    take(key, isGlued ? before : text);
    if (isGlued) take(key, over);
  });
  return {
    push: (text) => lines.push(text),
    end() {
      lines.flush();
      return ending.read();
    },
  };
}
