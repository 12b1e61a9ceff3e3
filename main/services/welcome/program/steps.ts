/**
 * The welcome container's program, free of any processor: it listens, and answers whoever asks with the same bytes. It is made of
 * system calls alone, so that a few hundred bytes are a whole image, and nothing must be fetched.
 */

/** What Linux is asked for. */
export type Call =
  | 'socket'
  | 'setsockopt'
  | 'bind'
  | 'listen'
  | 'sigaction'
  | 'accept'
  | 'clone'
  | 'close'
  | 'setitimer'
  | 'read'
  | 'write'
  | 'shutdown'
  | 'exit';

/** Registers that calls leave alone. */
export type Kept = 'listener' | 'client';

/** Data that the program points to. */
export type Datum = 'address' | 'one' | 'limit' | 'greeting' | 'visit' | 'answer' | 'buffer';

export type Argument = number | { readonly kept: Kept } | { readonly at: Datum } | { readonly lengthOf: Datum };

export type Step =
  | { readonly call: Call; readonly with: readonly Argument[]; readonly keep?: Kept }
  | { readonly label: string }
  /** By the last call's result. */
  | { readonly jump: string; readonly when: 'always' | 'zero' | 'negative' };

export const PORT = 8080;
export const BUFFER_BYTES = 65_536;

const AF_INET = 2;
const SOCK_STREAM = 1;
const SOL_SOCKET = 1;
const SO_REUSEADDR = 2;
const INT_BYTES = 4;
const BACKLOG = 64;
const SIGCHLD = 17;
const SIGSET_BYTES = 8;
const ADDRESS_BYTES = 16;
const STDOUT = 1;
const SHUT_WR = 1;
const client = { kept: 'client' } as const;
const listener = { kept: 'listener' } as const;
const print = (text: Datum): Step => ({ call: 'write', with: [STDOUT, { at: text }, { lengthOf: text }] });

/** A browser opens connections ahead and says nothing on them: each has a process of its own, which ends by a timer. */
export const STEPS: readonly Step[] = [
  { call: 'socket', with: [AF_INET, SOCK_STREAM, 0], keep: 'listener' },
  // Else a start right after an end would wait for the last visitors' connections to be forgotten.
  { call: 'setsockopt', with: [listener, SOL_SOCKET, SO_REUSEADDR, { at: 'one' }, INT_BYTES] },
  { call: 'bind', with: [listener, { at: 'address' }, ADDRESS_BYTES] },
  { call: 'listen', with: [listener, BACKLOG] },
  // Ended children are nobody's business (a handler of 1 means that): as process 1 it would have to bury them.
  { call: 'sigaction', with: [SIGCHLD, { at: 'one' }, 0, SIGSET_BYTES] },
  print('greeting'),
  { label: 'next' },
  { call: 'accept', with: [listener, 0, 0], keep: 'client' },
  { jump: 'next', when: 'negative' },
  { call: 'clone', with: [SIGCHLD, 0, 0, 0, 0] },
  { jump: 'child', when: 'zero' },
  { call: 'close', with: [client] },
  { jump: 'next', when: 'always' },
  { label: 'child' },
  { call: 'close', with: [listener] },
  { call: 'setitimer', with: [0, { at: 'limit' }, 0] },
  { call: 'read', with: [client, { at: 'buffer' }, BUFFER_BYTES] },
  { call: 'write', with: [client, { at: 'answer' }, { lengthOf: 'answer' }] },
  { call: 'shutdown', with: [client, SHUT_WR] },
  print('visit'),
  { call: 'exit', with: [0] },
];
