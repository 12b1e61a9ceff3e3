import { contextBridge, ipcRenderer } from 'electron';
import { PORT, REQUEST_PORT } from './channels';

// The whole bridge: one port on request. What travels over it is the contract's business, not the preload's.
contextBridge.exposeInMainWorld('slipway', {
  requestPort: (): void => {
    ipcRenderer.send(REQUEST_PORT);
  },
});

// A port cannot cross the bridge, only a message can carry it. `/` stands for the window's own origin, whatever its scheme.
ipcRenderer.on(PORT, ({ ports }) => window.postMessage(PORT, '/', ports));
