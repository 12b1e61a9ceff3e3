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
export interface Rpc extends Pick<WireClient<Contract>, 'call' | 'stream'> {
  /** Begins at once, on the connection there is; throws WireError CONNECTION_LOST where there is none. */
  readonly duplex: WireClient<Contract>['duplex'];
}

type Settled = Exclude<ConnectionState, 'connecting'>;
const isSettled = (state: ConnectionState): state is Settled => state !== 'connecting';

const connected = (client: Client | null): Client => {
  if (client === null) throw new WireError('CONNECTION_LOST', null, 'There is no connection to Slipway.');
  return client;
};

const present = async ({ state, client }: Connector, signal: AbortSignal | undefined): Promise<Client> => {
  const settled = await firstOf(state, isSettled, signal);
  if (settled === null) throw new WireError('CANCELLED', null, 'The call was cancelled.');
  return connected(client.get());
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
  duplex: (path, input, options) => connected(connector.client.get()).duplex(path, input, options),
});

export const rpc = createRpc(pageConnector);
