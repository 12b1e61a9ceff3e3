import * as v from 'valibot';
import { type Answers, answers, type Verb } from './answers';
import { notifyBatches } from './request-lines';
import type { Session } from './session';
import { AgentError, type AgentVerbs, type CallOptions } from './types';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The guest's agent does one thing after another, so even a quick one may have to wait its turn. */
const QUICK = 10 * SECOND;

/** Until the answer, ms. */
const DEADLINES: Readonly<Record<Verb, number>> = {
  hello: 3 * SECOND,
  ping: 5 * SECOND,
  time: QUICK,
  figures: QUICK,
  welcome: MINUTE,
  trim: 5 * MINUTE,
  grow: 5 * MINUTE,
  shutdown: QUICK,
  freeze: 30 * SECOND,
  thaw: 30 * SECOND,
  log: 30 * SECOND,
  forward: QUICK,
  mount: 30 * SECOND,
  unmount: 30 * SECOND,
  notify: QUICK,
  // Each folder below is looked up, over a share and under emulation.
  hold: 5 * MINUTE,
  // A large disk, read under emulation.
  diskCheck: 30 * MINUTE,
  diskRepair: 120 * MINUTE,
  exists: QUICK,
};

/** With each byte escaped to six characters it still fits the longest line. */
const LOG_BYTES_LIMIT = 512 * 1024;

/** @param session The connection there is; throws AgentError `disconnected` when there is none. */
export function createVerbs(session: () => Session): AgentVerbs {
  const call = async <Name extends Verb>(
    verb: Name,
    words: readonly string[],
    options: CallOptions = {},
  ): Promise<Answers[Name]> => {
    const timeoutMs = options.timeoutMs ?? DEADLINES[verb];
    const { signal } = options;
    const line = await session().call({ words, timeoutMs, ...(signal !== undefined && { signal }) });
    const schema: v.GenericSchema<unknown, Answers[Name]> = schemaOf(verb);
    const answer = v.safeParse(schema, line);
    if (answer.success) return answer.output;
    throw new AgentError('malformed', `the guest's answer to ${words[0] ?? verb} is not what it should be`);
  };

  return {
    hello: (options) => call('hello', ['hello'], options),
    ping: (options) => call('ping', ['ping'], options),
    time: (nowMs, options) => call('time', ['time', String(Math.round(nowMs))], options),
    figures: (options) => call('figures', ['figures'], options),
    welcome: (options) => call('welcome', ['welcome'], options),
    trim: (options) => call('trim', ['trim'], options),
    grow: (options) => call('grow', ['grow'], options),
    shutdown: (options) => call('shutdown', ['shutdown'], options),
    freeze: (options) => call('freeze', ['freeze'], options),
    thaw: (options) => call('thaw', ['thaw'], options),
    readLog: async (which, maxBytes, options) => {
      const bytes = Math.min(Math.max(1, Math.round(maxBytes)), LOG_BYTES_LIMIT);
      return (await call('log', ['log', which, String(bytes)], options)).text;
    },
    forward: (action, { protocol, port, guestIp }, options) =>
      call('forward', ['forward', action, protocol, String(port), guestIp], options),
    mount: ({ tag, readOnly, path }, options) => call('mount', ['mount', tag, readOnly ? 'ro' : 'rw', path], options),
    unmount: (path, options) => call('unmount', ['unmount', path], options),
    notify: async (paths, options) => {
      for (const batch of notifyBatches(paths)) await call('notify', ['notify', ...batch], options);
    },
    hold: async (action, paths, options) => {
      for (const batch of notifyBatches(paths)) await call('hold', ['hold', action, ...batch], options);
    },
    diskCheck: (options) => call('diskCheck', ['disk', 'check'], options),
    diskRepair: (options) => call('diskRepair', ['disk', 'repair'], options),
    exists: (path, options) => call('exists', ['exists', path], options),
  };
}

const schemaOf = <Name extends Verb>(verb: Name): v.GenericSchema<unknown, Answers[Name]> => {
  const schemas: { readonly [Each in Verb]: v.GenericSchema<unknown, Answers[Each]> } = answers;
  return schemas[verb];
};
