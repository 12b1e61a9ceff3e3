import { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAgent } from './agent';
import { startStandInGuest, type StandInGuest } from './testing/stand-in-guest';
import type { Agent, AgentEvent } from './types';

let guest: StandInGuest;
let agent: Agent;
let events: AgentEvent[];
let logged: string[];

const open = (connect: () => Promise<Duplex> = () => guest.connect()): Agent =>
  createAgent({ connect, log: (line) => logged.push(line), onEvent: (event) => events.push(event) });
const within = (ms = 5000) => AbortSignal.timeout(ms);
const ofType = (type: AgentEvent['type']) => events.filter((event) => event.type === type);

beforeEach(async () => {
  events = [];
  logged = [];
  guest = await startStandInGuest();
  agent = open();
  await agent.ready(within());
});
afterEach(async () => {
  agent.close();
  await guest.close();
});

describe('the greeting', () => {
  it('tells image, boot and phases', () => {
    const hello = { protocol: 1, image: '0.1.0', bootId: 'boot-1', phases: [{ phase: 'init', uptimeMs: 2400 }] };
    expect(agent.connected()).toMatchObject(hello);
    expect(events).toMatchObject([{ type: 'connected', rebooted: false, hello }]);
  });

  it('is repeated until a guest that boots answers', async () => {
    const [late, quiet] = [await startStandInGuest(), () => null];
    late.onRequest(quiet);
    const waiting = open(() => late.connect());
    await vi.waitFor(() => expect(late.requests.length).toBe(1));
    late.onRequest(() => undefined);
    expect(waiting.connected()).toBeNull();
    await expect(waiting.ready(within())).resolves.toMatchObject({ bootId: 'boot-1' });
    expect(late.requests.length).toBe(2);
    waiting.close();
    await late.close();
  });

  it('leaves out phases and faults that are none', async () => {
    const phases = [{ phase: 'init', uptimeMs: 1 }, { phase: 7 }, null, { phase: 'root', uptimeMs: 2 }];
    const faults = [{ what: 'own3d' }, { what: 'disk-damaged', detail: 'x' }];
    guest.onRequest(({ words }) =>
      words[0] === 'hello' ? { protocol: 1, image: 'x', bootId: 'boot-1', phases, faults } : undefined,
    );
    expect(await agent.hello()).toMatchObject({ phases: [phases[0], phases[3]], faults: [faults[1]] });
  });
});

describe('the verbs', () => {
  it('say what the agreement says', async () => {
    await agent.ping();
    await agent.time(1_700_000_000_000.4);
    await agent.trim();
    await agent.grow();
    await agent.freeze();
    await agent.thaw();
    await agent.readLog('engine', 99_999_999);
    await agent.forward('add', { protocol: 'udp', port: 53, guestIp: '127.0.0.1' });
    await agent.forward('remove', { protocol: 'tcp', port: 80, guestIp: '::1' });
    await agent.mount({ tag: 'share0', readOnly: true, path: "/home/a b*'é" });
    await agent.unmount('/home/x');
    await agent.notify(['/a b', '/c%']);
    await agent.diskCheck();
    await agent.diskRepair();
    await agent.exists('/x');
    await agent.shutdown();
    expect(guest.lines.slice(1).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      ...['ping', 'time 1700000000000', 'trim', 'grow', 'freeze', 'thaw', 'log engine 524288'],
      ...[
        'forward add udp 53 127.0.0.1',
        'forward remove tcp 80 %3A%3A1',
        'mount share0 ro %2Fhome%2Fa%20b%2A%27%C3%A9',
      ],
      ...['unmount %2Fhome%2Fx', 'notify %2Fa%20b %2Fc%25', 'disk check', 'disk repair', 'exists %2Fx', 'shutdown'],
    ]);
  });

  it('give the fields of the answer', async () => {
    expect(await agent.figures()).toMatchObject({ memTotalKb: 2_000_000, load1: 0.1 });
    expect(await agent.time(1)).toEqual({ skewMs: 0 });
    expect(await agent.readLog('boot', 1000)).toContain('line two');
    expect(await agent.diskCheck()).toEqual({ clean: true, report: 'clean' });
    expect(await agent.exists('/x')).toEqual({ exists: true, shared: false });
  });

  it("reject with the guest's words when it refuses", async () => {
    guest.onRequest(() => ({ ok: false, error: 'no <b>such</b> tag' }));
    await expect(agent.unmount('/x')).rejects.toMatchObject({ kind: 'refused', message: 'no <b>such</b> tag' });
  });

  it.each([{ memTotalKb: -1 }, { memTotalKb: '5' }, { memTotalKb: null }, {}])(
    'reject an answer of another shape: %j',
    async (fields) => {
      guest.onRequest(() => fields);
      await expect(agent.figures()).rejects.toMatchObject({ kind: 'malformed' });
    },
  );

  it('meet their own answers, in whatever order these come', async () => {
    const waiting: number[] = [];
    guest.onRequest(({ id, words }) => (words[0] === 'exists' ? (waiting.push(id), null) : undefined));
    const asked = ['/0', '/1', '/2'].map((path) => agent.exists(path));
    await vi.waitFor(() => expect(waiting).toHaveLength(3));
    for (const index of [2, 0, 1])
      guest.say(`${JSON.stringify({ id: waiting[index], ok: true, exists: index === 1, shared: index === 2 })}\n`);
    expect(await Promise.all(asked)).toEqual([
      { exists: false, shared: false },
      { exists: true, shared: false },
      { exists: false, shared: true },
    ]);
  });

  it('send many paths in several lines', async () => {
    await agent.notify(Array.from({ length: 1000 }, (_, index) => `/home/user/project/src/file-${index}.ts`));
    const sent = guest.requests.filter(({ words }) => words[0] === 'notify');
    expect(sent.flatMap(({ words }) => words.slice(1))).toHaveLength(1000);
    expect(Math.max(...guest.lines.map((line) => line.length))).toBeLessThan(8300);
  });
});

describe('a guest that hangs', () => {
  it('is given up at the deadline, at an abort, and when too much is open', async () => {
    guest.onRequest(() => null);
    await expect(agent.ping({ timeoutMs: 50 })).rejects.toMatchObject({ kind: 'timeout' });
    const ending = new AbortController();
    const asked = agent.figures({ signal: ending.signal });
    ending.abort();
    await expect(asked).rejects.toMatchObject({ kind: 'aborted' });
    await expect(agent.figures({ signal: ending.signal })).rejects.toMatchObject({ kind: 'aborted' });
    const many = Array.from({ length: 65 }, () => agent.ping({ timeoutMs: 200 }));
    const kinds = (await Promise.allSettled(many)).map((each) =>
      each.status === 'rejected' ? (each.reason as { kind: string }).kind : 'done',
    );
    expect(kinds.filter((kind) => kind === 'timeout')).toHaveLength(64);
    expect(kinds.at(-1)).toBe('busy');
  });

  it('may answer late: nobody is disturbed', async () => {
    let id = 0;
    guest.onRequest((request) => ((id = request.id), null));
    await expect(agent.ping({ timeoutMs: 50 })).rejects.toMatchObject({ kind: 'timeout' });
    guest.onRequest(() => undefined);
    guest.say(`${JSON.stringify({ id, ok: true })}\n`);
    await agent.ping();
    expect(agent.garbage()).toBe(0);
  });
});

describe('garbage', () => {
  it('is counted, said sparingly, and does no harm', async () => {
    for (let line = 0; line < 50; line++) guest.say(`\u001b[2J garbage ${line}\n`);
    guest.say(Buffer.from([0xff, 0xfe, 0x00, 0x0a]));
    await agent.ping();
    expect(agent.garbage()).toBe(51);
    expect(logged).toHaveLength(2);
  });

  it('of 10 MB in one line is one line of garbage', async () => {
    guest.say(Buffer.alloc(10_000_000, 'x'));
    guest.say('\n');
    await agent.ping();
    expect(agent.garbage()).toBe(1);
  });
});

describe('events', () => {
  it('reach every listener, though one throws', async () => {
    const seen: string[] = [];
    agent.subscribe(() => {
      throw new Error('broken');
    });
    const stop = agent.subscribe((event) => seen.push(event.type));
    guest.say('{"event":"phase","phase":"engine-ready","uptimeMs":3500}\n');
    guest.say('{"event":"fault","what":"disk-full","detail":"no room"}\n');
    await vi.waitFor(() => expect(seen).toEqual(['phase', 'fault']));
    expect(events.slice(1)).toEqual([
      { type: 'phase', phase: 'engine-ready', uptimeMs: 3500 },
      { type: 'fault', what: 'disk-full', detail: 'no room' },
    ]);
    stop();
    guest.cut();
    await vi.waitFor(() => expect(ofType('disconnected')).toHaveLength(1));
    expect(seen).toHaveLength(2);
  });
});

describe('a connection that ends', () => {
  it('fails what was asked, and is made and greeted again', async () => {
    guest.onRequest(({ words }) => (words[0] === 'trim' ? null : undefined));
    const asked = agent.trim();
    guest.cut();
    await expect(asked).rejects.toMatchObject({ kind: 'disconnected' });
    await vi.waitFor(() => expect(ofType('connected')).toHaveLength(2));
    expect(events.map(({ type }) => type)).toEqual(['connected', 'disconnected', 'connected']);
    expect(events.at(-1)).toMatchObject({ rebooted: false });
    await agent.ping();
  });

  it('fails new questions at once while there is none', async () => {
    let way: () => Promise<Duplex> = () => guest.connect();
    const other = open(() => way());
    await other.ready(within());
    way = () => Promise.reject(new Error('not now'));
    guest.cut();
    await vi.waitFor(() => expect(logged).toContain('agent: no connection: not now'));
    expect(other.connected()).toBeNull();
    await expect(other.ping()).rejects.toMatchObject({ kind: 'disconnected' });
    await expect(other.ready(within(50))).rejects.toMatchObject({ kind: 'aborted' });
    way = () => guest.connect();
    await other.ready(within());
    other.close();
  });

  it('leads to another boot, which is told', async () => {
    guest.bootId = 'boot-2';
    guest.cut();
    await vi.waitFor(() => expect(ofType('connected')).toHaveLength(2));
    expect(events.at(-1)).toMatchObject({ type: 'connected', rebooted: true, hello: { bootId: 'boot-2' } });
  });

  it('is ended by a guest that restarts behind it', async () => {
    guest.say('{"event":"hello","protocol":1,"image":"0.1.0","bootId":"boot-1"}\n');
    await agent.ping();
    expect(events).toHaveLength(1);
    guest.bootId = 'boot-2';
    guest.say('{"event":"hello","protocol":1,"image":"0.1.0","bootId":"boot-2"}\n');
    await vi.waitFor(() => expect(ofType('connected')).toHaveLength(2));
    expect(events.slice(1)).toMatchObject([
      { type: 'disconnected', reason: 'the guest restarted' },
      { type: 'connected', rebooted: true },
    ]);
  });
});

describe('close', () => {
  it('ends the connection and never makes another', async () => {
    guest.onRequest(() => null);
    const asked = agent.ping();
    agent.close();
    await expect(asked).rejects.toMatchObject({ kind: 'disconnected' });
    await vi.waitFor(() => expect(guest.connections()).toBe(0));
    await expect(agent.ready(within())).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('discards a connection that comes too late', async () => {
    let give: (stream: Duplex) => void = () => undefined;
    const slow = open(() => new Promise((resolve) => (give = resolve)));
    slow.close();
    const stream = new Duplex({ read: () => undefined });
    give(stream);
    await vi.waitFor(() => expect(stream.destroyed).toBe(true));
  });
});
