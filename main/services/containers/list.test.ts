import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { containerRow, ROW_TEXT_LIMIT } from '../../contract/containers';
import { readList, readListEntry } from './list';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ID = 'a'.repeat(64);
const read = (entry: object) => readListEntry({ Id: ID, ...entry }, NOW)?.row;

/** As dockerd 20.10 says it. */
const ENTRY = {
  Id: ID,
  Names: ['/web-1'],
  Image: 'nginx:1.27',
  ImageID: 'sha256:bb',
  Command: "/docker-entrypoint.sh nginx -g 'daemon off;'",
  Created: 1_700_000_000,
  Ports: [
    { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
    { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
    { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
    { PrivatePort: 53, Type: 'udp' },
  ],
  Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web', tier: 'front' },
  State: 'running',
  Status: 'Up 2 hours (healthy)',
  NetworkSettings: { Networks: { shop_default: {}, back: {} } },
  Mounts: [
    { Type: 'volume', Name: 'data', Destination: '/data' },
    { Type: 'bind', Source: '/srv', Destination: '/srv' },
  ],
};

describe('readListEntry', () => {
  it('reads what an engine says', () => {
    expect(readListEntry(ENTRY, NOW)).toEqual({
      resolutionMs: 3_600_000,
      row: {
        id: ID,
        name: 'web-1',
        image: 'nginx:1.27',
        imageId: 'sha256:bb',
        command: "/docker-entrypoint.sh nginx -g 'daemon off;'",
        created: 1_700_000_000_000,
        state: 'running',
        health: 'healthy',
        exitCode: null,
        startedAt: NOW - 2 * 3_600_000,
        finishedAt: null,
        timesExact: false,
        ports: [
          { hostIp: null, hostPort: null, containerPort: 53, protocol: 'udp' },
          { hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
          { hostIp: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
        ],
        project: 'shop',
        service: 'web',
        labels: ENTRY.Labels,
        networks: ['back', 'shop_default'],
        volumes: ['data'],
        pending: null,
      },
    });
  });

  it.each([
    [
      { State: 'exited', Status: 'Exited (137) 3 minutes ago' },
      { state: 'exited', exitCode: 137, startedAt: null },
    ],
    [{ State: 'running', Status: 'Up 3 minutes (Paused)' }, { state: 'paused' }],
    [
      { State: 'paused', Status: 'Up 3 minutes (Paused)' },
      { state: 'paused', startedAt: NOW - 180_000 },
    ],
    [
      { State: 'restarting', Status: 'Restarting (1) 5 seconds ago' },
      { state: 'restarting', finishedAt: NOW - 5000 },
    ],
    [
      { State: 'created', Status: 'Created' },
      { state: 'created', timesExact: true, exitCode: null },
    ],
    [{ State: 'removing', Status: 'Removal In Progress' }, { state: 'removing' }],
    [
      { State: 'dead', Status: 'Dead' },
      { state: 'dead', exitCode: null, finishedAt: null },
    ],
    [{ Status: 'Up 5 seconds (health: starting)' }, { state: 'running', health: 'starting' }],
    [{ State: 'constructor', Status: '' }, { state: 'unknown' }],
    [{ State: 'configured' }, { state: 'created' }],
    [{ State: 'running', Status: 'Up 2 hours', Health: { Status: 'unhealthy' } }, { health: 'unhealthy' }],
    [{ State: 'exited', Status: 'Exited (0) 1 second ago', Health: { Status: 'healthy' } }, { health: 'none' }],
  ])('%o', (entry, expected) => expect(read(entry)).toMatchObject(expected));

  it('takes its own name, not one that a link gave it', () => {
    expect(read({ Names: ['/other/alias', '/web'] })?.name).toBe('web');
    expect(read({ Names: ['/other/alias'] })?.name).toBe('other/alias');
    expect(read({ Names: null })?.name).toBe('a'.repeat(12));
  });

  it('cuts long values, with a mark, and never through a character', () => {
    const row = read({ Labels: { big: 'x'.repeat(5_000_000) }, Command: `${'y'.repeat(ROW_TEXT_LIMIT - 2)}😀😀` });
    expect(row?.labels.big).toBe(`${'x'.repeat(ROW_TEXT_LIMIT - 1)}…`);
    expect(row?.command).toBe(`${'y'.repeat(ROW_TEXT_LIMIT - 2)}…`);
  });

  it('holds no more labels than have room, yet always finds the compose project', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`label-${String(at)}`, 'v'.repeat(100)]));
    const row = read({ Labels: { ...many, 'com.docker.compose.project': 'shop' } });
    expect(JSON.stringify(row).length).toBeLessThan(20_000);
    expect(row?.project).toBe('shop');
  });

  it('keeps hostile text as it is', () => {
    const hostile = Object.fromEntries([
      ['<img src=x onerror=1>', '\u001b]52;c;x\u0007\u202etxt'],
      ['__proto__', 'p'],
    ]);
    expect(Object.entries(read({ Labels: hostile })?.labels ?? {})).toEqual(Object.entries(hostile));
  });

  it('makes a valid row of anything that has an id', () => {
    const value = fc.anything({ maxDepth: 3 });
    const keys = Object.keys(ENTRY).filter((key) => key !== 'Id');
    const entry = fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
    fc.assert(fc.property(entry, (said) => v.is(containerRow, read(said))));
  });
});

describe('readList', () => {
  it('leaves out what is no container, and knows what is no list', () => {
    expect(readList([null, 7, {}, { Id: 7 }, ENTRY], NOW)).toHaveLength(1);
    expect(readList({ message: 'x' }, NOW)).toBeNull();
    expect(readList(null, NOW)).toBeNull();
  });
});
