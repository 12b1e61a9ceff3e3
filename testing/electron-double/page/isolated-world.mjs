/* global window, document, CustomEvent, MessageChannel, HTMLInputElement -- runs in the page, in a world of its own */

/**
 * @typedef {import('./main-world.mjs').Shape} Shape
 * @typedef {{ kind: 'ipc', channel: string, args: unknown[], ports: number[] } | { kind: 'port', id: number, data: unknown } | { kind: 'port-close', id: number }} FromMain
 * @typedef {(event: { ports: MessagePort[] }, ...args: unknown[]) => void} IpcListener
 * @typedef {(require: (name: string) => unknown, module: object, exports: object, process: object) => void} Preload
 */

/**
 * The sandboxed preload's surroundings: `require('electron')` with contextBridge, ipcRenderer and webUtils, and the page's half of
 * ports from main. `toMain` is a binding that takes one string.
 *
 * @param {{ pack: (value: unknown) => unknown, unpack: (value: unknown) => unknown }} codec
 * @param {(text: string) => void} toMain
 * @param {Preload} preload
 * @param {{ readonly files: string }} platform Node's own words, and the folder of files that a user can choose.
 */
export function isolatedWorld({ pack, unpack }, toMain, preload, platform) {
  /** @type {Map<number, MessagePort>} */
  const ports = new Map();
  /** @type {Map<string, IpcListener[]>} */
  const listeners = new Map();
  /** @type {((...args: unknown[]) => unknown)[]} */
  const exposed = [];
  /** @param {unknown} message */
  const send = (message) => toMain(JSON.stringify(pack(message)));

  /** @param {number} id @returns {MessagePort} the end for the page */
  const openPort = (id) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = ({ data }) => send({ kind: 'port', id, data });
    port1.addEventListener('close', () => {
      if (ports.delete(id)) send({ kind: 'port-close', id });
    });
    return port2;
  };

  /** @param {unknown} value @returns {Shape} */
  const describe = (value) => {
    if (typeof value === 'function') {
      exposed.push(/** @type {(...args: unknown[]) => unknown} */ (value));
      return { fn: exposed.length - 1 };
    }
    if (typeof value !== 'object' || value === null) return { value };
    return { object: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, describe(item)])) };
  };

  /** @param {any} arg */
  const borrowed = (arg) => {
    const input = typeof arg?.file === 'string' ? document.getElementById(arg.file) : null;
    if (!(input instanceof HTMLInputElement)) return arg;
    input.remove();
    return input.files?.[0];
  };

  window.addEventListener('electron-double:call', (event) => {
    const { id, args } = JSON.parse(/** @type {CustomEvent<string>} */ (event).detail);
    const detail = JSON.stringify(exposed[id]?.(...args.map(borrowed)));
    window.dispatchEvent(new CustomEvent('electron-double:answer', { detail }));
  });

  const contextBridge = {
    exposeInMainWorld: (/** @type {string} */ key, /** @type {unknown} */ api) => {
      const detail = JSON.stringify({ key, shape: describe(api) });
      window.dispatchEvent(new CustomEvent('electron-double:expose', { detail }));
    },
  };
  // Chromium tells the path of a file to nobody here: in the double, chosen files lie in one folder.
  const webUtils = {
    getPathForFile: (/** @type {File} */ { name }) => (platform.files === '' ? '' : `${platform.files}/${name}`),
  };
  const ipcRenderer = {
    send: (/** @type {string} */ channel, /** @type {unknown[]} */ ...args) => send({ kind: 'ipc', channel, args }),
    on: (/** @type {string} */ channel, /** @type {IpcListener} */ listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  };

  preload(
    (name) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return { contextBridge, ipcRenderer, webUtils };
    },
    { exports: {} },
    {},
    platform,
  );

  return (/** @type {string} */ text) => {
    const message = /** @type {FromMain} */ (unpack(JSON.parse(text)));
    if (message.kind === 'port') return ports.get(message.id)?.postMessage(message.data);
    if (message.kind === 'port-close') {
      ports.get(message.id)?.close();
      ports.delete(message.id);
      return;
    }
    const event = { ports: message.ports.map(openPort) };
    for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
  };
}
