import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Share } from '../driver';
import { createModelFeed, type ModelFeed } from '../forwards/testing/model-feed';
import { createNotifyBridge, type NotifyBridge, type NotifyBridgeOptions } from './notify-bridge';

let top: string;
let feed: ModelFeed;
let bridge: NotifyBridge;
let stopped: Set<string>;
let bound: Map<string, readonly string[]>;
let shares: readonly Share[];
let told: (readonly string[])[];
let held: string[];
let onNotify: (paths: readonly string[]) => Promise<void> | void;

const at = (...parts: string[]): string => path.join(top, ...parts);
const write = (name: string, text = String(Math.random())): void => fs.writeFileSync(at(name), text);
const make = (name: string): void => void fs.mkdirSync(at(name), { recursive: true });
const all = (): string[] => told.flat();
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5000, interval: 5 });

const open = (more: Partial<NotifyBridgeOptions> = {}): NotifyBridge =>
  createNotifyBridge({
    engine: feed.engine,
    shares: () => shares,
    notify: async (paths) => {
      told.push(paths);
      await onNotify(paths);
    },
    hold: (action, paths) => {
      held.push(...paths.map((each) => `${action} ${each}`));
      return Promise.resolve();
    },
    log: () => undefined,
    timing: { secondLooksMs: [], apartMs: 0, retryMs: 5, retryCapMs: 20 },
    ...more,
  });
const bind = (id: string, ...sources: readonly string[]): void => {
  bound.set(id, sources);
  feed.emit('start', id);
};
const watched = (folders: number): Promise<void> =>
  eventually(() => expect(bridge.state().watchedFolders).toBe(folders));

beforeEach(() => {
  top = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-notify-')));
  bound = new Map();
  stopped = new Set();
  told = [];
  held = [];
  shares = [{ path: top, readOnly: false }];
  onNotify = () => undefined;
  feed = createModelFeed(async () =>
    [...bound].map(([Id, sources]) => ({
      Id,
      State: stopped.has(Id) ? 'created' : 'running',
      Mounts: [
        { Type: 'volume', Source: '/var/lib/docker/volumes/x' },
        ...sources.map((Source) => ({ Type: 'bind', Source })),
      ],
    })),
  );
  feed.connect();
  bridge = open();
});
afterEach(async () => {
  await bridge.close();
  expect(bridge.state().watchedFolders).toBe(0);
  fs.rmSync(top, { recursive: true, force: true });
});

describe('changes of the host', () => {
  it('are told: written, made, renamed, deleted', async () => {
    make('app/src');
    write('app/src/one');
    bind('a', at('app'));
    await watched(2);
    write('app/src/one');
    await eventually(() => expect(all()).toContain(at('app/src/one')));
    write('app/two');
    await eventually(() => expect(all()).toContain(at('app/two')));
    fs.renameSync(at('app/two'), at('app/src/three'));
    await eventually(() => expect(all()).toContain(at('app/src/three')));
    told = [];
    fs.rmSync(at('app/src/one'));
    await eventually(() => expect(all()).toContain(at('app/src')));
    expect(all()).not.toContain(at('app/src/one'));
  });

  it('are told in folders made later, and not after they are gone', async () => {
    make('app');
    bind('a', at('app'));
    await watched(1);
    make('app/new/deep');
    write('app/new/deep/early');
    await eventually(() => expect(all()).toContain(at('app/new/deep/early')));
    await watched(3);
    write('app/new/deep/late');
    await eventually(() => expect(all()).toContain(at('app/new/deep/late')));
    fs.rmSync(at('app/new'), { recursive: true });
    await watched(1);
  });

  it('of one file that is bound are told, its neighbours not', async () => {
    write('config');
    write('neighbour');
    bind('a', at('config'));
    await watched(1);
    write('neighbour');
    write('.config.new', 'new');
    fs.renameSync(at('.config.new'), at('config'));
    await eventually(() => expect(all()).toEqual([at('config')]));
  });

  it('are one batch, each path once', async () => {
    make('app');
    bind('a', at('app'));
    await watched(1);
    for (let round = 0; round < 5; round++) for (let file = 0; file < 20; file++) write(`app/${file}`);
    await eventually(() => expect(new Set(all()).size).toBe(20));
    expect(told.length).toBeLessThanOrEqual(3);
  });

  it('are counted as dropped when the guest cannot be told, and go on later', async () => {
    make('app');
    bind('a', at('app'));
    await watched(1);
    onNotify = () => Promise.reject(new Error('no connection'));
    write('app/lost');
    await eventually(() => expect(bridge.state()).toMatchObject({ sent: 0, dropped: 1 }));
    onNotify = () => undefined;
    write('app/found');
    await eventually(() => expect(bridge.state().sent).toBe(1));
  });
});

describe("the guest's own touch", () => {
  it('does not come back', async () => {
    make('app');
    make('other');
    bind('a', at('app'), at('other'));
    await watched(2);
    // What the guest does: nothing is written, and yet watchers see it.
    onNotify = (paths) => {
      for (const file of paths) fs.chmodSync(file, fs.statSync(file).mode);
    };
    write('app/file');
    await eventually(() => expect(all()).toEqual([at('app/file')]));
    write('app/file', 'a second change, just after');
    await eventually(() => expect(all()).toEqual([at('app/file'), at('app/file')]));
    fs.rmSync(at('app/file'));
    await eventually(() => expect(all()).toEqual([at('app/file'), at('app/file'), at('app')]));
    // The echoes were there by then: inotify keeps the order.
    write('other/last');
    await eventually(() => expect(all().slice(3)).toEqual([at('other/last')]));
  });
});

describe('what is watched', () => {
  it('is nothing but what running containers have bound on shares', async () => {
    for (const name of ['app/src', 'other']) make(name);
    expect(bridge.state()).toMatchObject({ roots: [], watchedFolders: 0 });
    bind('a', at('app'), at('app/src'), '/usr', '/var/run/docker.sock');
    await eventually(() => expect(bridge.state().roots).toEqual([at('app')]));
    bind('b', at('other'));
    await eventually(() => expect(bridge.state().roots).toEqual([at('app'), at('other')]));
    bound.delete('a');
    feed.emit('die', 'a');
    await eventually(() => expect(bridge.state().roots).toEqual([at('other')]));
    write('app/file');
    write('other/file');
    await eventually(() => expect(all()).toEqual([at('other/file')]));
    feed.disconnect();
    expect(bridge.state()).toMatchObject({ roots: [], watchedFolders: 0 });
    feed.connect();
    await eventually(() => expect(bridge.state().roots).toEqual([at('other')]));
    shares = [];
    bridge.refresh();
    await eventually(() => expect(bridge.state().roots).toEqual([]));
  });

  it('is held in the guest from the container’s creation until its end, and let go of when it goes', async () => {
    make('app/src');
    stopped.add('a');
    bound.set('a', [at('app')]);
    feed.emit('create', 'a');
    await eventually(() => expect(held).toEqual([`add ${at('app')}`]));
    expect(bridge.state().watchedFolders).toBe(0);
    stopped.clear();
    feed.emit('start', 'a');
    await watched(2);
    fs.rmdirSync(at('app/src'));
    await eventually(() => expect(held).toContain(`remove ${at('app/src')}`));
    held = [];
    feed.disconnect();
    feed.connect();
    await eventually(() => expect(held).toEqual([`add ${at('app')}`]));
    bound.clear();
    feed.emit('destroy', 'a');
    await eventually(() => expect(held.slice(1)).toEqual([`remove ${at('app')}`]));
  });

  it('has a limit, that is told; what tools fill comes last', async () => {
    await bridge.close();
    const logged: string[] = [];
    for (const name of ['app/node_modules/a', 'app/node_modules/b', 'app/node_modules/c', 'app/src/deep']) make(name);
    for (let index = 0; index < 10; index++) make(`app/z/${index}`);
    bridge = open({ limits: { folders: 12, heavy: 2 }, log: (line) => logged.push(line) });
    bind('a', at('app'));
    await eventually(() => expect(bridge.state()).toMatchObject({ watchedFolders: 12, skippedFolders: 3 }));
    expect(logged).toHaveLength(1);
    write('app/src/deep/file');
    await eventually(() => expect(all()).toEqual([at('app/src/deep/file')]));
    bound.clear();
    feed.emit('die', 'a');
    await eventually(() => expect(bridge.state()).toMatchObject({ watchedFolders: 0, skippedFolders: 0 }));
  });

  it('does not follow links', async () => {
    make('app');
    make('big/deep');
    fs.symlinkSync(at('big'), at('app/link'));
    bind('a', at('app'));
    await watched(1);
    fs.symlinkSync(at('big'), at('app/later'));
    await eventually(() => expect(all()).toContain(at('app/later')));
    expect(bridge.state().watchedFolders).toBe(1);
  });
});
