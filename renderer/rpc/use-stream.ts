import { useSyncExternalStore } from 'react';
import { connection, connector, type ConnectionState } from './connect';
import { createWatch, type Watch } from './watch';

export const watch: Watch = createWatch(connector);

export const useConnection = (): ConnectionState => useSyncExternalStore(connection.subscribe, connection.get);
