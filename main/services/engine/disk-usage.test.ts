import { expect, test } from 'vitest';
import { readDiskUsage } from './disk-usage';
import { readFacts } from './facts';
import type { EngineClient } from './types';

const answering = (bodies: Readonly<Record<string, unknown>>): EngineClient => ({
  json: ({ path }) => Promise.resolve(bodies[path]),
  text: () => Promise.reject(new Error('not asked')),
  stream: () => Promise.reject(new Error('not asked')),
  hijack: () => Promise.reject(new Error('not asked')),
});

const never = new AbortController().signal;

test('the formulas of docker system df', async () => {
  const body = {
    LayersSize: 1000,
    Images: [
      { Id: 'x1', Containers: 1, Size: 600, SharedSize: 100 },
      { Id: 'x2', Containers: 0, Size: 300, SharedSize: 100 },
      { Id: 'x3', Containers: -1, Size: -1, SharedSize: -1 },
    ],
    Containers: [
      { Id: 'x4', State: 'running', SizeRw: 10 },
      { Id: 'x5', State: 'exited', SizeRw: 20 },
      { Id: 'x6', State: 'paused' },
    ],
    Volumes: [
      { Name: 'x7', UsageData: { Size: 7, RefCount: 0 } },
      { Name: 'x8', UsageData: { Size: 5, RefCount: 2 } },
      { Name: 'x9', UsageData: { Size: -1, RefCount: -1 } },
      { Name: 'y' },
    ],
    BuildCache: [
      { ID: 'x10', Size: 100, InUse: false, Shared: false },
      { ID: 'x11', Size: 40, InUse: true, Shared: false },
      { ID: 'x12', Size: 900, InUse: false, Shared: true },
    ],
  };
  expect(await readDiskUsage(answering({ '/system/df': body }), never)).toEqual({
    images: { count: 3, sizeBytes: 1000, reclaimableBytes: 500 },
    containers: { count: 3, sizeBytes: 30, reclaimableBytes: 20 },
    volumes: { count: 4, sizeBytes: 12, reclaimableBytes: 7 },
    buildCache: { count: 3, sizeBytes: 140, reclaimableBytes: 100 },
  });
});

test('lists that are null are empty', async () => {
  const usage = await readDiskUsage(answering({ '/system/df': { LayersSize: 5, Images: null } }), never);
  expect(usage.images).toEqual({ count: 0, sizeBytes: 5, reclaimableBytes: 5 });
});

test('facts: what is missing or of another type is neutral', async () => {
  const facts = await readFacts(
    answering({ '/info': { NCPU: 'four', Warnings: null, Images: 3 }, '/version': {} }),
    '1.41',
  );
  expect(facts).toMatchObject({ cpus: 0, warnings: [], images: 3, version: '', negotiatedApiVersion: '1.41' });
});

test('facts: warnings are passed on', async () => {
  const warnings = ['WARNING: No swap limit support', '', 7];
  const facts = await readFacts(answering({ '/info': { Warnings: warnings }, '/version': {} }), '1.41');
  expect(facts.warnings).toEqual(['WARNING: No swap limit support']);
});

test('an answer of another shape altogether is an error', async () => {
  await expect(readDiskUsage(answering({ '/system/df': 'no' }), never)).rejects.toMatchObject({ kind: 'malformed' });
});
