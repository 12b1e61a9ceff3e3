import { type Contract, contract } from '../../contract';
import { serveWire } from '../../rpc/wire/server';
import type { Handlers } from '../../rpc/wire/types';
import { socketChannel } from './channel';
import type { Claim } from './claim';
import { control } from './contract';

export type ControlContract = Contract & { readonly control: typeof control };
const whole: ControlContract = { ...contract, control };

/** What a host does at the command's word. */
export interface Controlled {
  readonly about: { readonly version: string; readonly host: 'electron' | 'browser' };
  readonly open: (
    target: string | null,
  ) => Promise<{ readonly outcome: 'shown' | 'invited' | 'refused'; readonly url: string | null }>;
  readonly quit: () => void;
}

interface Core {
  readonly handlers: Handlers<Contract>;
  readonly log: (line: string) => void;
}

/** Above the ids of pages, which count from 1: a log names both. */
const FIRST_ID = 1_000_000;
/** The answer is on its way by then. */
const QUIT_MS = 100;

/** Serves the command until the claim is released. */
export function serveControl(claim: Claim, core: Core, { about, open, quit }: Controlled): void {
  const startedAt = Date.now();
  let connections = FIRST_ID;
  const handlers: Handlers<ControlContract> = {
    ...core.handlers,
    control: {
      status: async () => ({ ...about, pid: process.pid, startedAt }),
      open: ({ target }) => open(target),
      quit: async () => void setTimeout(quit, QUIT_MS),
    },
  };
  claim.serve((socket, early) => {
    connections += 1;
    serveWire(socketChannel(socket, early), {
      contract: whole,
      handlers,
      connectionId: connections,
      onInternalError: (error, at) => core.log(`${at}: ${String(error)}`),
    });
    socket.resume();
  });
}
