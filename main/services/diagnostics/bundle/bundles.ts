import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Bundle } from '../../../contract/diagnostics';
import { MASK } from '../../../contract/secrets';
import type { TransferTicket } from '../../../contract/transfers';
import { tarEnd, tarHead, tarPadding } from '../../helpers/tar/writer';
import type { BundlesOptions, DiagnosticsOptions } from '../types';
import { type Draft, gather } from './gather';

export interface Bundles {
  make(hideHome: boolean, signal: AbortSignal): Promise<Bundle>;
  /** null: there is no such file, or no such bundle any more. */
  text(id: string, name: string): string | null;
  save(id: string, without: readonly string[]): TransferTicket | null;
}

/** A page has one at a time; a second may be open in another one. */
const MOST = 2;
/** Of one file, its end: what happened last is what is looked for. UTF-16 units. */
const FILE_LIMIT = 2_500_000;
const SHORTEST_NAME = 3;

interface Kept {
  readonly bundle: Bundle;
  readonly texts: ReadonlyMap<string, string>;
}

/** From the beginning of a line: half a secret would not be known as one. */
function endOf(text: string): string {
  if (text.length <= FILE_LIMIT) return text;
  const end = text.slice(-FILE_LIMIT);
  return end.slice(end.indexOf('\n') + 1);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Without what names the user: the home folder, and the name where it stands as a word. */
function withoutHome(text: string, { homeDir, user }: DiagnosticsOptions['about']): string {
  const homeless = homeDir.length > 1 ? text.replaceAll(homeDir, '~') : text;
  const isPerson = user.length >= SHORTEST_NAME && user !== 'root';
  return isPerson ? homeless.replace(new RegExp(`(?<![\\w-])${escaped(user)}(?![\\w-])`, 'g'), MASK) : homeless;
}

const countOf = (text: string): number => text.split(MASK).length - 1;

export function createBundles(options: BundlesOptions): Bundles {
  const { transfers, redact, about } = options;
  const kept = new Map<string, Kept>();

  const finished = ({ text }: Draft, hideHome: boolean): string => {
    const redacted = redact(endOf(text));
    return hideHome ? withoutHome(redacted, about) : redacted;
  };
  return {
    async make(hideHome, signal) {
      const drafts = await gather(options, signal);
      const texts = new Map(drafts.map((draft) => [draft.name, finished(draft, hideHome)]));
      const files = drafts.map(({ name, about: what, optional }) => {
        const text = texts.get(name) ?? '';
        return { name, about: what, optional, bytes: Buffer.byteLength(text), masked: countOf(text) };
      });
      const bundle: Bundle = { id: randomUUID(), madeAt: Date.now(), files };
      kept.set(bundle.id, { bundle, texts });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST) break;
        kept.delete(oldest);
      }
      return bundle;
    },
    text: (id, name) => kept.get(id)?.texts.get(name) ?? null,
    save(id, without) {
      const found = kept.get(id);
      if (found === undefined) return null;
      const wanted = [...found.texts].filter(([name]) => !without.includes(name));
      const day = new Date(found.bundle.madeAt).toISOString().replace(/[:.]/g, '-').slice(0, 19);
      const folder = `slipway-report-${day}`;
      const bytes = packed(folder, wanted, found.bundle.madeAt);
      return transfers.download({
        filename: `${folder}.tar.gz`,
        open: () => Promise.resolve({ size: bytes.length, body: Readable.from([bytes]) }),
      });
    },
  };
}

function packed(folder: string, files: readonly (readonly [string, string])[], mtime: number): Buffer {
  const parts = files.flatMap(([name, text]) => {
    const content = Buffer.from(text);
    const entry = { name: `${folder}/${name}`, size: content.length, mode: 0o600, uid: 0, gid: 0, mtime };
    return [tarHead({ ...entry, xattrs: new Map() }), content, tarPadding(content.length)];
  });
  return gzipSync(Buffer.concat([...parts, tarEnd()]));
}
