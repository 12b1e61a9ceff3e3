import { Readable } from 'node:stream';
import type { AsideConnection } from '../services/engine/types';
import { containerPath } from '../services/engine/container-path';
import { createForVolume, removeHelper, VOLUME_ROOT } from '../services/helpers/requests';
import { tarEnd, tarHeader } from '../services/helpers/tar/writer';
import { loadTar } from '../services/images/load';
import { openSaved } from '../services/images/save';
import type { Movers, SourceVolumes } from '../services/imports/types';
import { openPack } from '../services/volumes/bytes/pack';
import { fillVolume } from '../services/volumes/fill';
import { createPausing, type PauseJournal, type Pausing } from '../services/volumes/pausing';
import { loadWelcomeImage } from '../services/welcome/welcome';

interface MoverParts {
  /** Who is paused while its volume is read. */
  readonly paused: PauseJournal;
  /** Until then those are let go on whom another run had paused: who is paused anew must not be among them. */
  readonly went: Promise<void>;
  readonly log: (line: string) => void;
  readonly letGo: (name: string) => Promise<void>;
}

const NOBODY: Pausing = { hold: () => Promise.resolve(() => Promise.resolve()), close: () => undefined };
const unheard = (): void => undefined;

/** What images and volumes do for an import, each on the connection that it is given. */
export const createMovers = ({ paused, went, log, letGo }: MoverParts): Movers => ({
  async saveImages(client, ids, { signal, moved }) {
    const { body, flow } = await openSaved(client, ids, { filename: ids.join(', '), signal, moved });
    // The body fails as it does.
    flow.catch(unheard);
    return body;
  },
  loadImages: (client, file, body, { signal, note }) =>
    loadTar(client, file, { body, running: { signal, note, moved: unheard } }),
  sourceVolumes: async (source) => {
    await went;
    return openSource(source, paused, log);
  },
  openVolume: (client, name, { signal, moved }) =>
    openPack({ client, pausing: NOBODY }, { name, gzip: false, pause: false }, { signal, moved }),
  async fillVolume(client, { name, spec, body }, { signal, moved, note }) {
    const running = { id: '', signal, moved, note, total: unheard, sha256: unheard };
    const filling = { name, body, fresh: spec !== null, empty: spec === null, pause: false, sha256: null };
    await fillVolume({ client, pausing: NOBODY, letGo }, { ...filling, ...(spec !== null && { spec }) }, running);
  },
  async setRoot(client, volume, { mode, uid, gid, mtime }) {
    const name = `${VOLUME_ROOT.slice(1)}/`;
    const entry = { name, mode, uid, gid, mtime, size: 0, flag: '5', linkname: '', xattrs: new Map() } as const;
    const tar = Buffer.concat([tarHeader(entry), tarEnd()]);
    const helper = await createForVolume(client, volume);
    try {
      const content = { stream: Readable.from([tar]), type: 'application/x-tar', length: tar.length };
      const path = containerPath(helper, 'archive');
      (await client.stream({ method: 'PUT', path, query: { path: '/' }, content })).resume();
    } finally {
      await removeHelper(client, helper).catch(unheard);
    }
  },
  ensureAnyImage: async (client, signal) => {
    const images = await client.json({ method: 'GET', path: '/images/json', signal });
    if (Array.isArray(images) && images.length === 0) await loadWelcomeImage(client, signal);
  },
});

function openSource(source: AsideConnection, journal: PauseJournal, log: (line: string) => void): SourceVolumes {
  const { client, engine } = source;
  const status = { engine: { ...engine, url: '' }, state: 'connected', reason: '', since: 0, clockSkewMs: 0 } as const;
  const pausing = createPausing({
    engine: {
      client,
      cliPrefix: () => 'docker',
      state: () => ({ status, candidates: [], selected: null }),
      subscribe: (listener) => {
        listener.connected(client, new AbortController().signal);
        return unheard;
      },
    },
    ...{ journal, log, notify: log },
  });
  return {
    open: (name, pause, { signal, moved }) =>
      openPack({ client, pausing }, { name, gzip: false, pause }, { signal, moved }),
    close: () => pausing.close(),
  };
}
