import { navigate } from 'wouter/use-browser-location';
import { startBuilds } from '../features/builds/builds-store';
import { startCommandsStore } from '../features/commands/commands-store';
import { startComposeRuns } from '../features/compose/compose-store';
import { containersStore, startContainers } from '../features/containers/containers';
import { startTransfers } from '../features/pulls/pulls-store';
import { startUpdates } from '../features/updates/updates-store';
import { whileVisible } from '../lib/while-visible';
import { rpc } from '../rpc/client';
import { startEngineStore } from '../rpc/stores/engine-store';
import { startSettingsStore } from '../rpc/stores/settings-store';
import { connect, connection } from '../rpc/connect';
import { watch } from '../rpc/use-stream';
import { announceContainers } from './announce-containers';
import { startCommands } from './use-commands';
import { showOpenedFiles } from './opened-files';
import { registerSources } from './palette/sources';
import { viewAt } from './views';

/** With nobody looking, main lets the engine rest. A lost connection tells main as much, so failures need no words. */
const tellVisibility = (): void => {
  rpc.call('host.visibility', { visible: !document.hidden }).catch(() => undefined);
};

/** Only what is a view: the wish comes from outside. */
const showRoute = (route: string): void => {
  const { origin, pathname, search } = new URL(route, window.location.origin);
  if (origin === window.location.origin && viewAt(pathname) !== undefined) navigate(`${pathname}${search}`);
};

/** What lives as long as the page. */
export function startWatching(): void {
  registerSources();
  connect();
  startSettingsStore();
  whileVisible(startEngineStore);
  startContainers();
  announceContainers(containersStore);
  startCommandsStore();
  startTransfers();
  startBuilds();
  startComposeRuns();
  startUpdates();
  startCommands();
  watch('host.openedFiles', undefined, { onItem: ({ files }) => showOpenedFiles(files) });
  watch('host.routes', undefined, { onItem: ({ route }) => showRoute(route) });
  // A new connection knows nothing of this page yet.
  connection.subscribe(() => {
    if (connection.get() === 'open') tellVisibility();
  });
  document.addEventListener('visibilitychange', tellVisibility);
}
