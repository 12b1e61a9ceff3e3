import type { Dialog, OpenDialogOptions } from 'electron';

type Asking = Pick<Dialog, 'showOpenDialog'>;

/** With the system's own dialog; null: none was chosen. */
export async function pickFolder(dialog: Asking, from: string): Promise<string | null> {
  const options: OpenDialogOptions = {
    properties: ['openDirectory', 'createDirectory'],
    // An empty one is not the same as none.
    ...(from !== '' && { defaultPath: from }),
  };
  const { canceled, filePaths } = await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}
