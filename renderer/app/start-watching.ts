import { startBuilds } from '../features/builds/builds-store';
import { startCommandsStore } from '../features/commands/commands-store';
import { startComposeRuns } from '../features/compose/compose-store';
import { startContainers } from '../features/containers/containers';
import { startTransfers } from '../features/pulls/pulls-store';
import { rpc } from '../rpc/client';
import { startEngineStore } from '../rpc/stores/engine-store';
import { startSettingsStore } from '../rpc/stores/settings-store';
import { connect, connection } from '../rpc/connect';

/** With nobody looking, main lets the engine rest. A lost connection tells main as much, so failures need no words. */
const tellVisibility = (): void => {
  rpc.call('host.visibility', { visible: !document.hidden }).catch(() => undefined);
};

/** What lives as long as the page. */
export function startWatching(): void {
  connect();
  startSettingsStore();
  startEngineStore();
  startContainers();
  startCommandsStore();
  startTransfers();
  startBuilds();
  startComposeRuns();
  // A new connection knows nothing of this page yet.
  connection.subscribe(() => {
    if (connection.get() === 'open') tellVisibility();
  });
  document.addEventListener('visibilitychange', tellVisibility);
}
