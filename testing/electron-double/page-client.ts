import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

const CLIENT = `
  import { messagePortChannel } from '${ROOT}/main/rpc/wire/channel-message-port.ts';
  import { connectWire } from '${ROOT}/main/rpc/wire/client.ts';
  const nextPort = () => new Promise((resolve) => {
    addEventListener('message', (event) => {
      if (event.source !== window || event.data !== 'slipway:port') return;
      event.stopImmediatePropagation();
      resolve(event.ports[0]);
    }, { capture: true, once: true });
    slipway.requestPort();
  });
  const connect = async () => connectWire(messagePortChannel(await nextPort()));
  globalThis.spec = { nextPort, connect };
`;

/** The page's side of the wire, as one script that a test can evaluate; `work` is a folder to write in. */
export async function bundleClient(work: string): Promise<string> {
  const entry = path.join(work, 'client.ts');
  fs.writeFileSync(entry, CLIENT);
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'client' } },
  });
  const [bundle] = Array.isArray(result) ? result : [];
  const [chunk] = bundle?.output ?? [];
  if (chunk === undefined) throw new Error('no client was built');
  return chunk.code;
}
