import type { BrowserWindow, Dialog, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import type { Desktop } from '../../app';

type Asking = Pick<Dialog, 'showMessageBox'>;
type T = Desktop['t'];

const ask = (
  dialog: Asking,
  window: BrowserWindow | null,
  options: MessageBoxOptions,
): Promise<MessageBoxReturnValue> =>
  window === null || window.isDestroyed() ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options);

/** Once, at the first closing of the window: true: Slipway is to stay in the tray. */
export async function askAboutClosing(dialog: Asking, window: BrowserWindow, t: T): Promise<boolean> {
  const { response } = await ask(dialog, window, {
    type: 'question',
    message: t('Close the window: should Slipway stay in the tray?'),
    detail: t('In the tray it shows what runs, and tells what happens. Settings > Desktop has this choice, too.'),
    buttons: [t('Stay in the tray'), t('Quit Slipway')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Before quitting: what becomes of the containers in Slipway's own engine. null: not to quit. */
export async function askAboutMachine(
  dialog: Asking,
  window: BrowserWindow | null,
  t: T,
  containers: number | null,
): Promise<{ readonly end: 'stop' | 'keep'; readonly always: boolean } | null> {
  const { response, checkboxChecked } = await ask(dialog, window, {
    type: 'question',
    message: t('Stop Slipway’s engine, too?'),
    detail:
      containers === null
        ? t(
            'It is running, and so may be containers in it. They would be stopped, as by "docker stop"; nothing is deleted.',
          )
        : t(
            '{containers, plural, one {# container is running in it and would be stopped} other {# containers are running in it and would be stopped}}, as by "docker stop"; nothing is deleted. An engine that is left running is taken over by the next start.',
            { containers },
          ),
    buttons: [t('Stop the engine and quit'), t('Leave it running and quit'), t('Cancel')],
    checkboxLabel: t('Do not ask again'),
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  if (response > 1) return null;
  return { end: response === 0 ? 'stop' : 'keep', always: checkboxChecked };
}
