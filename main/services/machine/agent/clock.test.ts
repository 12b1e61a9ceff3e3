import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAgent } from './agent';
import { type ClockKeeper, type ClockOptions, keepClock } from './clock';
import { startStandInGuest, type StandInGuest } from './testing/stand-in-guest';
import type { Agent } from './types';

let guest: StandInGuest;
let agent: Agent;
let end: AbortController;
let logged: string[];
/** What the host's clocks are ahead of the true ones, ms. */
let ahead: { wall: number; steady: number };

/** What the guest was told, ms since the epoch. */
const setTimes = (): readonly number[] =>
  guest.requests.flatMap(({ words: [verb, ms] }) => (verb === 'time' ? [Number(ms)] : []));
const keep = (more: Partial<ClockOptions> = {}): ClockKeeper =>
  keepClock({
    ...{ agent, signal: end.signal, log: (line) => logged.push(line), watchMs: 20 },
    clocks: { wall: () => Date.now() + ahead.wall, steady: () => performance.now() + ahead.steady },
    ...more,
  });

beforeEach(async () => {
  end = new AbortController();
  ahead = { wall: 0, steady: 0 };
  logged = [];
  guest = await startStandInGuest();
  agent = createAgent({ connect: () => guest.connect(), log: () => undefined, onEvent: () => undefined });
  await agent.ready(AbortSignal.timeout(5000));
});
afterEach(async () => {
  end.abort();
  agent.close();
  await guest.close();
});

describe('the clock of the guest', () => {
  it('is set at once, after a reconnect, and every period', async () => {
    guest.onRequest(({ words }) => (words[0] === 'time' ? { skewMs: -5000 } : undefined));
    const clock = keep({ periodMs: 300 });
    await vi.waitFor(() => expect(setTimes()).toHaveLength(1));
    expect(Math.abs((setTimes()[0] ?? 0) - Date.now())).toBeLessThan(1000);
    await vi.waitFor(() => expect(clock.lastSkewMs()).toBe(-5000));
    expect(logged).toEqual(['clock: the guest was off by -5000 ms']);
    const before = setTimes().length;
    guest.cut();
    await vi.waitFor(() => expect(setTimes().length).toBeGreaterThan(before), 5000);
    await vi.waitFor(() => expect(setTimes().length).toBeGreaterThan(before + 2), 5000);
  });

  it.each([
    ['the host slept and its steady clock with it', { wall: 3_600_000, steady: 0 }],
    ['the host slept and its steady clock went on', { wall: 3_600_000, steady: 3_600_000 }],
    ['the host set its clock back', { wall: -5000, steady: 0 }],
  ])('is right soon after %s', async (_, jump) => {
    keep();
    await vi.waitFor(() => expect(setTimes()).toHaveLength(1));
    ahead = jump;
    await vi.waitFor(() => expect(setTimes().length).toBeGreaterThanOrEqual(2));
    expect(Math.abs((setTimes().at(-1) ?? 0) - Date.now() - jump.wall)).toBeLessThan(1000);
  });

  it('is not touched, and no timer runs, while the machine sleeps', async () => {
    const clock = keep({ running: false });
    ahead = { wall: 3_600_000, steady: 0 };
    await agent.ping();
    const setInterval = vi.spyOn(globalThis, 'setInterval');
    expect(setTimes()).toEqual([]);
    clock.setRunning(true);
    clock.setRunning(true);
    await vi.waitFor(() => expect(setTimes()).toHaveLength(1));
    expect(setInterval).toHaveBeenCalledTimes(1);
    const cleared = vi.spyOn(globalThis, 'clearInterval');
    clock.setRunning(false);
    expect(cleared).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  it('is set anew when the answer was late: the guest stood still, and the time was old', async () => {
    const held: number[] = [];
    guest.onRequest(({ id, words }) => {
      if (words[0] !== 'time' || held.length > 0) return undefined;
      held.push(id);
      return null;
    });
    keep();
    await vi.waitFor(() => expect(held).toHaveLength(1));
    ahead = { wall: 700_000, steady: 700_000 };
    guest.say(`${JSON.stringify({ id: held[0], ok: true, skewMs: 0 })}\n`);
    await vi.waitFor(() => expect(setTimes().length).toBeGreaterThanOrEqual(2));
    expect(Math.abs((setTimes().at(-1) ?? 0) - Date.now() - 700_000)).toBeLessThan(1000);
  });

  it('is set after a sleep though a question from before it lies unanswered', async () => {
    guest.onRequest(({ words }) => (words[0] === 'time' ? null : undefined));
    const clock = keep();
    await vi.waitFor(() => expect(setTimes()).toHaveLength(1));
    clock.setRunning(false);
    guest.onRequest(() => undefined);
    clock.setRunning(true);
    await vi.waitFor(() => expect(clock.lastSkewMs()).toBe(0));
    expect(setTimes()).toHaveLength(2);
  });

  it('is tried again when the guest refuses, and left alone after the end', async () => {
    guest.onRequest(({ words }) => (words[0] === 'time' ? { ok: false, error: 'date: no' } : undefined));
    const clock = keep();
    await vi.waitFor(() => expect(logged).toContain('clock: date: no'));
    guest.onRequest(() => undefined);
    await vi.waitFor(() => expect(clock.lastSkewMs()).toBe(0), 5000);
    end.abort();
    const before = setTimes().length;
    ahead = { wall: 1e9, steady: 0 };
    clock.setRunning(false);
    clock.setRunning(true);
    await agent.ping();
    expect(setTimes()).toHaveLength(before);
  });
});
