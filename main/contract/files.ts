import * as v from 'valibot';
import { engineErrors, errors as named } from './errors';
import { stream, unary } from './procedure';
import { transferTicket } from './transfers';

/** Whose files. Nothing is ever run in it to look at them. */
export const fileSource = v.variant('kind', [
  /** Running or not; its volumes are seen where they are mounted. */
  v.object({ kind: v.literal('container'), id: v.pipe(v.string(), v.nonEmpty()) }),
  /** Id or reference. Read only. The engine adds what it puts into every container (`/.dockerenv`, `/etc/hosts` ...). */
  v.object({ kind: v.literal('image'), id: v.pipe(v.string(), v.nonEmpty()) }),
  v.object({ kind: v.literal('volume'), name: v.pipe(v.string(), v.nonEmpty()) }),
]);
export type FileSource = v.InferOutput<typeof fileSource>;

/** Longest path, UTF-16 units: the kernel's own limit is 4096 bytes. */
const PATH_LIMIT = 4096;

/** Absolute. `.` and `..` are worked out by name before anything is asked. */
const path = v.pipe(
  v.string(),
  v.maxLength(PATH_LIMIT),
  v.check((text) => text.startsWith('/') && !text.includes('\0'), 'The path must begin with "/".'),
);

const at = { source: fileSource, path };

export const fileKind = v.picklist(['file', 'dir', 'symlink', 'device', 'fifo', 'socket', 'other']);
export type FileKind = v.InferOutput<typeof fileKind>;

/** One name in a folder. All strings are hostile; what the engine does not say is null. */
export const fileEntry = v.object({
  name: v.string(),
  kind: fileKind,
  /** Bytes of a file's content; 0 of all else. */
  size: v.number(),
  /** Permission bits, setuid, setgid and sticky: 0 to 0o7777. */
  mode: v.number(),
  uid: v.nullable(v.number()),
  gid: v.nullable(v.number()),
  /** Last change, ms since the epoch. */
  mtime: v.number(),
  /** Where a symlink leads, as written in it. */
  target: v.nullable(v.string()),
  /** Something else is mounted here. */
  mount: v.boolean(),
  /** Its name is not UTF-8: it is shown as well as can be, and cannot be asked for. */
  odd: v.boolean(),
});
export type FileEntry = v.InferOutput<typeof fileEntry>;

/**
 * A folder's entries, unsorted, as they are found; the same name again replaces. The engine gives a folder only together with all
 * that lies below it, so it may take a while: `progress` says how much was read. Sockets are left out by the engine.
 */
export const listItem = v.variant('type', [
  v.object({ type: v.literal('entries'), entries: v.array(fileEntry) }),
  v.object({ type: v.literal('progress'), bytes: v.number(), entries: v.number() }),
  v.object({
    type: v.literal('end'),
    /** `complete`: these are all. Else what ended it: there may be more. */
    reason: v.picklist(['complete', 'bytes', 'time', 'entries']),
    /** When it was read, ms since the epoch by this machine's clock. */
    readAt: v.number(),
    /** Entries whose names lead elsewhere, and were left out. */
    strange: v.number(),
  }),
]);
export type ListItem = v.InferOutput<typeof listItem>;

/** A path with every link in it followed, and what is there (links are followed within the container's own root). */
export const resolvedFile = v.object({ path: v.string(), entry: fileEntry });
export type ResolvedFile = v.InferOutput<typeof resolvedFile>;

/** Most that `read` gives, bytes. */
export const READ_LIMIT = 8 * 1024 * 1024;
/** Largest text that can be edited, bytes. */
export const EDIT_LIMIT = 1024 * 1024;

const fileFacts = v.object({
  entry: fileEntry,
  /** Of the content, hex; null where not all of it was read. */
  sha256: v.nullable(v.string()),
});

/** The content in order, then the facts. */
export const readItem = v.union([v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array), fileFacts]);
export type ReadItem = v.InferOutput<typeof readItem>;

export const fileChange = v.object({ path: v.string(), kind: v.picklist(['added', 'changed', 'deleted']) });
export type FileChange = v.InferOutput<typeof fileChange>;

const errors = { ...engineErrors, FILE_FAULT: named.FILE_FAULT };
const containerPath = { id: v.pipe(v.string(), v.nonEmpty()), path };

/** A name, or names below one another: no empty part, no `.` and `..`. */
const name = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(PATH_LIMIT),
  v.check(
    (text) => !text.includes('\0') && text.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    'This cannot be the name of a file.',
  ),
);

export const files = {
  /** `fresh`: not from what is remembered. `unbounded`: however long it takes. */
  list: stream(
    v.object({ ...at, fresh: v.optional(v.boolean(), false), unbounded: v.optional(v.boolean(), false) }),
    listItem,
    errors,
  ),
  resolve: unary(v.object(at), resolvedFile, errors),
  /** A file's first `limit` bytes. */
  read: stream(
    v.object({ ...at, limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(READ_LIMIT)) }),
    readItem,
    errors,
  ),
  /** Writes a text file that is there; mode and owner stay. Fault `changed` unless its content is still the expected one (null: whatever it is). */
  save: unary(
    v.object({ ...at, text: v.pipe(v.string(), v.maxLength(EDIT_LIMIT)), expectedSha256: v.nullable(v.string()) }),
    v.object({ sha256: v.string() }),
    errors,
  ),
  /** A file as it is, a folder as .tar. */
  download: unary(v.object(at), transferTicket, errors),
  /** Into the folder `path`. Fault `exists` unless `replace`. */
  upload: unary(
    v.object({
      ...at,
      name,
      size: v.pipe(v.number(), v.integer(), v.minValue(0)),
      replace: v.optional(v.boolean(), false),
    }),
    transferTicket,
    errors,
  ),
  /** Folders with all they hold. Runs `rm` in the container, as root. */
  remove: unary(v.object(containerPath), v.void(), errors),
  /** Within its folder. Runs `mv` in the container, as root. */
  rename: unary(v.object({ ...containerPath, name: v.pipe(name, v.regex(/^[^/]+$/)) }), v.void(), errors),
  /** What differs from the image (`docker diff`), in batches, sorted by path. `imageId`: of the container's image. */
  changes: stream(
    v.object({ id: v.pipe(v.string(), v.nonEmpty()) }),
    v.object({ imageId: v.string(), changes: v.array(fileChange) }),
    errors,
  ),
} as const;
