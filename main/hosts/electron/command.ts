import { app, dialog } from 'electron';
import type { App } from '../../app';
import { type Claim, claimFolder } from '../control/claim';
import { serveControl } from '../control/serve';
import { TAKEN_CODE, takenWords } from '../control/taken';
import type { DesktopHost } from './desktop';

/** The data folder, for this process alone; null: it cannot be written to. Ends the app where another Slipway has it. */
export async function claimOrQuit(dataDir: string): Promise<Claim | null | 'taken'> {
  const claimed = await claimFolder(dataDir, { host: 'electron', version: app.getVersion() });
  if (claimed.state !== 'taken') return claimed.state === 'ours' ? claimed.claim : null;
  const words = takenWords(claimed.owner, dataDir);
  process.stderr.write(`slipway: ${words}\n`);
  dialog.showErrorBox('Slipway runs already', words);
  app.exit(TAKEN_CODE);
  return 'taken';
}

/** Does what the `slipway` command says. Without a claim nobody can find us to say it. */
export function serveCommand(claim: Claim | null, core: App, host: DesktopHost): void {
  if (claim === null) return;
  serveControl(claim, core, {
    about: { version: app.getVersion(), host: 'electron' },
    open: async (target) => {
      const known = target === null || (await core.desktop.open([target]));
      if (known) host.show(null);
      return { outcome: known ? 'shown' : 'refused', url: null };
    },
    quit: () => app.quit(),
  });
}
