import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { PORT, REQUEST_PORT, SEND_FILE } from './channels';

// The whole bridge: one port on request, and files by their path. What travels over them is the contract's business.
contextBridge.exposeInMainWorld('slipway', {
  requestPort: (): void => {
    ipcRenderer.send(REQUEST_PORT);
  },
  // Only a file that the user chose or dropped has a path; false: this one has none, and is nobody's but the page's.
  sendFile: (url: string, file: File): boolean => {
    const path = webUtils.getPathForFile(file);
    if (path !== '') ipcRenderer.send(SEND_FILE, url, path);
    return path !== '';
  },
  pathOf: (file: File): string => webUtils.getPathForFile(file),
});

// A port cannot cross the bridge, only a message can carry it. `/` stands for the window's own origin, whatever its scheme.
ipcRenderer.on(PORT, ({ ports }) => window.postMessage(PORT, '/', ports));
