import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContainerRow } from '../../contract/containers';
import { createStore } from './store';
import { createMirror, follow } from './testing/mirror';
import { type Course, createModelEngine, type Modelled, type ModelEngine } from './testing/model-engine';

const SETTLE_MS = 120_000;

interface Step {
  readonly op: 'create' | 'start' | 'die' | 'pause' | 'unpause' | 'rename' | 'destroy' | 'health' | 'cut' | 'connect';
  readonly pick: number;
  readonly afterMs: number;
}

const steps = fc.array(
  fc.record<Step>({
    op: fc.constantFrom('create', 'start', 'die', 'pause', 'unpause', 'rename', 'destroy', 'health', 'cut', 'connect'),
    pick: fc.nat(1000),
    afterMs: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(700)),
  }),
  { minLength: 5, maxLength: 120 },
);

const courses = fc.infiniteStream(
  fc.record<Course>({
    lookMs: fc.oneof(fc.constant(0), fc.nat(40)),
    answerMs: fc.oneof(fc.constant(0), fc.nat(200)),
    outcome: fc.oneof(
      { weight: 20, arbitrary: fc.constant('answer' as const) },
      { weight: 1, arbitrary: fc.constant('fail' as const) },
      { weight: 1, arbitrary: fc.constant('garbage' as const) },
    ),
  }),
);

/** ms that a list may be behind the events. */
const lags = fc.constantFrom(0, 0, 100, 200);

const AT_ONCE: Course = { lookMs: 0, answerMs: 0, outcome: 'answer' };

const courseOf = (stream: fc.Stream<Course>) => (): Course => {
  const next = stream.next();
  return next.done === true ? AT_ONCE : next.value;
};

let made = 0;
const newId = (): string => (++made).toString(16).padStart(64, '0');

const FROM: Readonly<Record<string, readonly Modelled['state'][]>> = {
  start: ['created', 'exited'],
  die: ['running'],
  pause: ['running'],
  unpause: ['paused'],
  rename: ['created', 'running', 'paused', 'exited'],
  destroy: ['created', 'exited'],
  health: ['running'],
};

/** Carries one step out, as the engine would: first the state, then the event. */
function apply(model: ModelEngine, { op, pick }: Step, delayMs: number): void {
  if (op === 'cut') model.cut();
  if (op === 'connect') model.connect();
  if (op === 'create') {
    const id = newId();
    const fresh = { exitCode: 0, startedAt: 0, finishedAt: 0, image: 'busybox', health: 'none' as const };
    model.containers.set(id, { id, name: `c${id.slice(-4)}`, state: 'created', ...fresh });
    model.tell('create', id, delayMs);
  }
  const able = [...model.containers.values()].filter(({ state }) => FROM[op]?.includes(state));
  const container = able[pick % Math.max(1, able.length)];
  if (container === undefined) return;
  change(container, op, pick);
  if (op === 'destroy') model.containers.delete(container.id);
  model.tell(op === 'health' ? `health_status: ${container.health}` : op, container.id, delayMs, {
    exitCode: String(container.exitCode),
  });
}

function change(container: Modelled, op: Step['op'], pick: number): void {
  if (op === 'start') Object.assign(container, { state: 'running', startedAt: Date.now(), health: 'starting' });
  if (op === 'die') Object.assign(container, { state: 'exited', exitCode: pick % 256, finishedAt: Date.now() });
  if (op === 'pause') container.state = 'paused';
  if (op === 'unpause') container.state = 'running';
  if (op === 'rename') container.name = `r${String(pick)}-${container.id.slice(-4)}`;
  if (op === 'health') container.health = pick % 2 === 0 ? 'healthy' : 'unhealthy';
}

const shape = (row: ContainerRow) => [row.name, row.state, row.exitCode, row.health, row.pending];
const truth = ({ name, state, exitCode, health }: Modelled) => [
  name,
  state,
  state === 'exited' ? exitCode : null,
  state === 'running' ? health : 'none',
  null,
];
const sorted = <T>(map: ReadonlyMap<string, T>, of: (value: T) => unknown): unknown =>
  [...map].map(([id, value]) => [id, of(value)]).sort();

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => vi.useRealTimers());

describe('the store', () => {
  it('equals the engine after any order of answers, failures, events and lost connections', async () => {
    await fc.assert(
      fc.asyncProperty(steps, courses, fc.nat(60), lags, async (script, course, eventDelayMs, lag) => {
        const store = createStore({ engineNow: () => Date.now(), log: () => undefined });
        const model = createModelEngine(store.listener, courseOf(course), lag);
        const end = new AbortController();
        const [fast, slow] = [createMirror(), createMirror()];
        const late = () => new Promise<void>((resolve) => setTimeout(resolve, 900));
        const readers = [follow(store.watch(end.signal), fast), follow(store.watch(end.signal), slow, late)];
        model.connect();
        for (const step of script) {
          apply(model, step, eventDelayMs);
          await vi.advanceTimersByTimeAsync(step.afterMs);
        }
        model.connect();
        await vi.advanceTimersByTimeAsync(SETTLE_MS);

        const expected = sorted(model.containers, truth);
        expect(sorted(store.rows, shape)).toEqual(expected);
        for (const reader of [fast, slow]) {
          expect(sorted(reader.rows, shape)).toEqual(expected);
          expect(reader.last).toBe('synced');
        }
        for (const { id, state, startedAt } of model.containers.values())
          if (state === 'running') expect(store.rows.get(id)).toMatchObject({ startedAt, timesExact: true });
        end.abort();
        await vi.advanceTimersByTimeAsync(1000);
        await Promise.all(readers);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('equals the engine without the last reconnect too, from the events alone', async () => {
    const quiet = steps.map((script) => script.filter(({ op }) => op !== 'cut' && op !== 'connect'));
    await fc.assert(
      fc.asyncProperty(quiet, courses, fc.nat(60), lags, async (script, course, eventDelayMs, lag) => {
        const store = createStore({ engineNow: () => Date.now(), log: () => undefined });
        const model = createModelEngine(store.listener, courseOf(course), lag);
        model.connect();
        for (const step of script) {
          apply(model, step, eventDelayMs);
          await vi.advanceTimersByTimeAsync(step.afterMs);
        }
        await vi.advanceTimersByTimeAsync(SETTLE_MS);
        expect(sorted(store.rows, shape)).toEqual(sorted(model.containers, truth));
        model.cut();
        await vi.advanceTimersByTimeAsync(1000);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
