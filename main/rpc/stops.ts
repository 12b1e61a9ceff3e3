import type { Contract } from '../contract';
import type { Stops } from '../services/stops/stops';
import { engineNaming } from './errors';
import type { Handlers } from './wire/types';

const { call, items } = engineNaming;

export const stopsHandlers = (stops: Stops): Handlers<Contract>['stops'] => ({
  watch: items(({ id }, { signal }) => stops.watch(id, signal)),
  raiseMemory: call(({ id, bytes }) => stops.raiseMemory(id, bytes)),
});
