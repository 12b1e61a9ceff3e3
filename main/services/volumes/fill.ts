import type { Readable } from 'node:stream';
import type { VolumeSpec } from '../../contract/volumes';
import type { EngineClient } from '../engine/types';
import { withHelper } from './bytes/helper';
import { createMeter, type Meter } from './bytes/meter';
import { unpackInto } from './bytes/unpack';
import { createNew } from './create';
import { emptyVolume } from './empty';
import { VolumeFault } from './fault';
import type { Pausing, Release } from './pausing';
import { removeVolume } from './requests';
import type { Running } from './work';
import { say } from '../../../texts/say';

export interface Filling {
  readonly name: string;
  /** It is made for this, and removed when this fails. */
  readonly fresh: boolean;
  /** Of a fresh one; left out: the engine's own. */
  readonly spec?: Omit<VolumeSpec, 'name'>;
  readonly empty: boolean;
  readonly pause: boolean;
  /** A tar or .tar.gz. */
  readonly body: Readable;
  /** What it must have; null: whatever it has. */
  readonly sha256: string | null;
}

export interface FillParts {
  readonly client: EngineClient;
  readonly pausing: Pausing;
  readonly letGo: (name: string) => Promise<void>;
}

const PLAIN = { driver: 'local', options: {}, labels: {} };

/** Fills a volume from a tar, and says what was left behind where that fails. Rejects with EngineError, VolumeFault or FileFault. */
export async function fillVolume(parts: FillParts, filling: Filling, running: Running): Promise<void> {
  const { client, pausing, letGo } = parts;
  const { name, fresh, spec = PLAIN, body } = filling;
  let release: Release | null = null;
  let begun = false;
  try {
    if (fresh) await createNew(client, { name, ...spec });
    begun = fresh;
    if (filling.pause) release = await pausing.hold(name);
    if (filling.empty) {
      await empty(parts, name, running);
    }
    await pour(client, filling, running);
  } catch (error) {
    if (begun) await undo(parts, name, running);
    throw error;
  } finally {
    body.destroy();
    await release?.();
    // What is remembered of its files is of before.
    await letGo(name);
  }
}

async function empty(parts: FillParts, name: string, running: Running): Promise<void> {
  running.note('Emptying');
  try {
    await emptyVolume(parts, name, running.signal);
  } catch (error) {
    running.note(say('It broke off while the volume was emptied: a part of what was in it may be gone'));
    throw error;
  }
}

async function pour(client: EngineClient, filling: Filling, running: Running): Promise<void> {
  const { name, fresh, body, sha256 } = filling;
  let entries = 0;
  running.note(fresh ? '' : 'Writing');
  const meter: Meter = createMeter((bytes) => running.moved(bytes));
  try {
    await withHelper(client, name, (containerId) =>
      unpackInto({
        ...{ client, containerId, body, meter, volume: name, signal: running.signal },
        onWritten: (count) => (entries = count),
      }),
    );
    const digest = meter.sha256();
    if (sha256 !== null && digest !== sha256) throw new VolumeFault('checksum', name, digest);
    running.sha256(digest);
    running.note(say('{entries} entries written', { entries: entries.toLocaleString('en') }));
  } catch (error) {
    if (!fresh)
      running.note(
        entries === 0
          ? filling.empty
            ? say('Nothing of it was written; the volume is empty')
            : say('Nothing of it was written')
          : say('Up to {entries} entries of it are in the volume, the last perhaps in part', {
              entries: entries.toLocaleString('en'),
            }),
      );
    throw error;
  }
}

async function undo({ client, letGo }: FillParts, name: string, running: Running): Promise<void> {
  try {
    await letGo(name);
    await removeVolume(client, name);
    running.note(say('The new volume was removed again'));
  } catch {
    running.note(say('The new volume {name} could not be removed again, and holds a part', { name }));
  }
}
