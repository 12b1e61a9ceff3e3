import type { Contract } from '../../main/contract';
import type { WireClient } from '../../main/rpc/wire/client';
import { WireError } from '../../main/rpc/wire/types';
import { connector as pageConnector } from './connect';
import type { Client, ConnectionState, Connector } from './connector';
import { firstOf } from './observable';

/**
 * Calls over whichever connection there is. While the first one is being made, calls wait for it; later a call without a
 * connection fails at once with CONNECTION_LOST, as a wish must not come true long after it was made. Nothing is sent
 * twice.
 */
export type Rpc = Pick<WireClient<Contract>, 'call' | 'stream'>;

type Settled = Exclude<ConnectionState, 'connecting'>;
const isSettled = (state: ConnectionState): state is Settled => state !== 'connecting';

const present = async ({ state, client }: Connector, signal: AbortSignal | undefined): Promise<Client> => {
  const settled = await firstOf(state, isSettled, signal);
  if (settled === null) throw new WireError('CANCELLED', null, 'The call was cancelled.');
  const now = client.get();
  if (now === null) throw new WireError('CONNECTION_LOST', null, 'There is no connection to Slipway.');
  return now;
};

export const createRpc = (connector: Connector): Rpc => ({
  call: async (path, input, options) => {
    const client = await present(connector, options?.signal);
    return client.call(path, input, options);
  },
  stream: (path, input, options) => ({
    async *[Symbol.asyncIterator]() {
      const client = await present(connector, options?.signal);
      yield* client.stream(path, input, options);
    },
  }),
});

export const rpc = createRpc(pageConnector);
