import { pipeline, Readable } from 'node:stream';
import type { EngineClient } from '../engine/types';
import type { DownloadOffer } from '../shell/transfers';
import { payloadOf } from './read/payload';
import { readFacts } from './read/facts';
import { logRequest } from './read/request';
import { levelOf } from './scan/level';
import { plainText } from './scan/plain-text';
import type { ShownLine } from './view/reader';
import type { View } from './view/view';

export type ExportFormat = 'plain' | 'timestamps' | 'jsonl';

const PART_BYTES = 64 * 1024;
const NEWLINE = Buffer.from('\n');
const MILLION = 1_000_000;

/** `2026-11-21T19:17:36.123456Z`. */
const isoMicros = (micros: number): string => {
  const seconds = Math.floor(micros / MILLION);
  const fraction = String(micros - seconds * MILLION).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
};

/** All that the engine has of one container, byte for byte as `docker logs` prints it. Throws EngineError. */
async function exportAll(
  client: EngineClient,
  id: string,
  { timestamps, signal }: { readonly timestamps: boolean; readonly signal: AbortSignal },
): Promise<Readable> {
  const { tty } = await readFacts(client, id, signal);
  const wish = { id, follow: false, tail: null, sinceMicros: null, timestamps };
  const response = await client.stream({ ...logRequest(wish), signal, timeoutMs: null });
  return tty ? response : pipeline(response, payloadOf(), () => undefined);
}

const formatter = (view: View, kind: ExportFormat): ((line: ShownLine) => Buffer) => {
  const { sources } = view.status();
  const several = sources.length > 1;
  const nameOf = (source: number): string => sources[source]?.name ?? '';
  if (kind === 'jsonl')
    return ({ micros, stream, source, bytes }) => {
      const text = bytes.toString('utf8');
      const entry = {
        time: isoMicros(micros),
        container: nameOf(source),
        stream: stream === 2 ? 'stderr' : 'stdout',
        level: levelOf(plainText(text)),
        text,
      };
      return Buffer.from(`${JSON.stringify(entry)}\n`);
    };
  // As compose tells containers apart.
  return ({ micros, source, bytes }) => {
    const time = kind === 'timestamps' ? `${isoMicros(micros)} ` : '';
    const name = several ? `${nameOf(source)} | ` : '';
    return Buffer.concat([Buffer.from(name + time), bytes, NEWLINE]);
  };
};

/** What a view shows now, a line each. */
function exportShown(view: View, kind: ExportFormat): Readable {
  const line = formatter(view, kind);
  async function* parts(): AsyncGenerator<Buffer> {
    let part: Buffer[] = [];
    let size = 0;
    for await (const shown of view.shown()) {
      const bytes = line(shown);
      part.push(bytes);
      size += bytes.length;
      if (size < PART_BYTES) continue;
      yield Buffer.concat(part);
      part = [];
      size = 0;
    }
    yield Buffer.concat(part);
  }
  return Readable.from(parts(), { objectMode: false });
}

export interface ExportWish {
  /** `all` of several containers is all that their view has. */
  readonly what: 'all' | 'shown';
  readonly format: ExportFormat;
}

export function downloadOf(client: EngineClient, view: View, { what, format }: ExportWish): DownloadOffer {
  const sources = view.sources();
  const [only] = sources;
  const name = view.status().sources[0]?.name ?? 'logs';
  const timestamps = format === 'timestamps';
  return {
    filename: `${name}.${format === 'jsonl' ? 'jsonl' : 'log'}`,
    open: async (signal) => {
      const asPrinted = what === 'all' && format !== 'jsonl' && only !== undefined && sources.length === 1;
      const body = asPrinted ? await exportAll(client, only.id, { timestamps, signal }) : exportShown(view, format);
      return { size: null, body };
    },
  };
}
