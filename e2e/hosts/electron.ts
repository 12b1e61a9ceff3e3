import fs from 'node:fs';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { type LaunchOptions, type RunningSlipway, settle } from './host';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PACKAGE = path.join(ROOT, 'node_modules/electron');

/** Electron's own program. The npm package comes without it; `npx install-electron` fetches it. */
function electronProgram(): string {
  const name = path.join(PACKAGE, 'path.txt');
  const program = fs.existsSync(name) ? path.join(PACKAGE, 'dist', fs.readFileSync(name, 'utf8').trim()) : '';
  if (!fs.existsSync(program)) {
    throw new Error(
      `Electron's program is not in ${path.join(PACKAGE, 'dist')}: run "npx install-electron" where its download is reachable, or run the specs in a browser (npm run e2e).`,
    );
  }
  return program;
}

/** The built app on the real Electron: `out/` must be there (`npm run build`), and a display. */
export async function launchInElectron(options: LaunchOptions): Promise<RunningSlipway> {
  settle(options);
  const engine = options.engineUrl === null ? [] : [`--engine=${options.engineUrl}`];
  // Root has no sandbox to give, as in containers.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const application = await _electron.launch({
    executablePath: electronProgram(),
    args: [ROOT, ...root, `--data-dir=${options.dataDir}`, ...engine],
    cwd: ROOT,
    env: { ...definedOnly(process.env), ...options.env },
  });
  const page = await application.firstWindow();
  await page.waitForLoadState('load');
  const child = application.process();
  return {
    page,
    pid: child.pid ?? 0,
    close: async () => {
      await application.close();
      if (child.exitCode !== null && child.exitCode !== 0)
        throw new Error(`Slipway ended with exit code ${child.exitCode}`);
    },
  };
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
