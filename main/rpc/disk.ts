import type { Contract } from '../contract';
import type { Disk } from '../services/disk/disk';
import { engineNaming } from './errors';
import type { Handlers } from './wire/types';

const { call, items } = engineNaming;

export const diskHandlers = (disk: Disk): Handlers<Contract>['disk'] => ({
  last: async () => disk.last(),
  measure: call((_input, { signal }) => disk.measure(signal)),
  act: items((wish, { signal }) => disk.act(wish, signal)),
  query: call(({ kind, query }, { signal }) => disk.query(kind, query, signal)),
  hints: async ({ kind, query, cursor }) => disk.hints(kind, query, cursor),
});
