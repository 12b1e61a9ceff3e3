import { record, text } from '../../engine/loose';
import type { Instruction } from '../dockerfile/parse';
import { BuildFailed, type Told } from '../runs/drive';
import type { Ledger } from '../runs/ledger';
import { createLineSplitter } from '../../process/line-splitter';

/** Reads what the engine's own builder tells. */
export interface ClassicReader {
  /** A line of its answer: JSON. Throws BuildFailed. */
  push(line: string): void;
  /** The answer is over. */
  end(): void;
}

interface Source {
  readonly ledger: Ledger;
  readonly instructions: readonly Instruction[];
  readonly told: (facts: Told) => void;
  readonly now: () => number;
}

const STEP = /^Step (\d+)\/(\d+) : (.*)$/s;
const CACHED = /^ ---> Using cache$/;
const IN_CONTAINER = /^ ---> Running in [0-9a-f]+$/;
const IMAGE_ID = /^sha256:[0-9a-f]{64}$/;
/** The engine marks what a program writes to its standard error so. */
const RED = /^\u001b\[91m(.*)\u001b\[0m$/s;
const OF_DOCKERFILE = /dockerfile parse error (?:on )?line (\d+)/i;

/** Of an error's words; null: they name none. */
export const lineOf = (message: string): number | null => {
  const line = OF_DOCKERFILE.exec(message)?.[1];
  return line === undefined ? null : Number(line);
};

const wordOf = (line: string): string => (/^\s*(\S+)/.exec(line)?.[1] ?? '').toUpperCase();

/** The steps, which come one after the other. */
function createSteps({ ledger, instructions, now }: Omit<Source, 'told'>) {
  const state = { number: 0, total: 0, ran: false };
  const keyNow = (): string | null => (state.number === 0 ? null : String(state.number));
  const end = (change: { readonly state: 'done' | 'cached' | 'failed'; readonly error?: string }): void => {
    const key = keyNow();
    const step = key === null ? undefined : ledger.find(key);
    if (key === null || step?.state !== 'running') return;
    const durationMs = change.state === 'cached' ? null : now() - (step.startedAt ?? now());
    ledger.step(key, { ...change, durationMs });
  };
  const begin = (number: number, name: string): void => {
    end({ state: 'done' });
    state.number = number;
    state.ran = false;
    const instruction = instructions[number - 1];
    const line = instruction?.keyword === wordOf(name) ? instruction.line : null;
    const stage = instruction === undefined || instruction.stage < 0 ? '' : String(instruction.stage);
    ledger.step(String(number), { name, line, stage, state: 'running', startedAt: now() });
  };
  return {
    ...{ state, keyNow, end },
    /** Whether the line was one of the builder's. What a program writes may look the same: then it is not the next step. */
    take(line: string): boolean {
      const [, number = '', total = '', name = ''] = STEP.exec(line) ?? [];
      const isNext = Number(number) === state.number + 1 && (state.total === 0 || Number(total) === state.total);
      if (isNext && number !== '') {
        state.total = Number(total);
        begin(Number(number), name);
        return true;
      }
      if (state.ran) return false;
      if (CACHED.test(line)) end({ state: 'cached' });
      state.ran = IN_CONTAINER.test(line);
      return state.ran || CACHED.test(line);
    },
  };
}

export function createClassicReader(source: Source): ClassicReader {
  const { ledger, told } = source;
  const steps = createSteps(source);
  const lines = createLineSplitter((line) => {
    if (!steps.take(line) && line.trim() !== '') ledger.log(steps.keyNow(), line);
  });
  return {
    push(line) {
      const said = record(parsed(line));
      const message = text(record(said.errorDetail).message) || text(said.error);
      if (message !== '') {
        lines.flush();
        steps.end({ state: 'failed', error: message });
        const step = ledger.find(steps.keyNow() ?? '');
        throw new BuildFailed(message, lineOf(message) ?? step?.line ?? null);
      }
      lines.push(text(said.stream).replace(RED, '$1'));
      const id = text(record(said.aux).ID);
      if (IMAGE_ID.test(id)) told({ imageId: id });
      // Of each layer only that it is there: what it has got to is told many times a second.
      if (text(said.status) !== '' && text(said.progress) === '') lines.push(`${statusOf(said)}\n`);
    },
    end() {
      lines.flush();
      steps.end({ state: 'done' });
    },
  };
}

const statusOf = (said: Readonly<Record<string, unknown>>): string =>
  text(said.id) === '' ? text(said.status) : `${text(said.id)}: ${text(said.status)}`;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
