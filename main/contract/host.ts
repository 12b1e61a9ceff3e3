import * as v from 'valibot';
import { stream, unary } from './procedure';

export const hostInfo = v.object({
  version: v.string(),
  host: v.picklist(['electron', 'browser']),
  platform: v.string(),
  dataDir: v.string(),
  /** Whether it can ask for a folder with a dialog of the system's. */
  picksFolders: v.boolean(),
  /** Whether it can open a file in the program that the system has for it. */
  opensFiles: v.boolean(),
});
export type HostInfo = v.InferOutput<typeof hostInfo>;

export const pageCommand = v.picklist(['app.palette', 'app.keys', 'app.sidebar', 'app.commandLog']);
export type PageCommand = v.InferOutput<typeof pageCommand>;

export const openedFileKind = v.picklist(['compose', 'images']);
export type OpenedFileKind = v.InferOutput<typeof openedFileKind>;

/** Of the computer where Slipway runs. By its name alone it is what `kind` says. */
export const openedFile = v.object({
  /** For `transfers.sendOpened`. */
  id: v.string(),
  kind: openedFileKind,
  /** Absolute; hostile. */
  path: v.string(),
  /** Bytes, as it was opened. */
  size: v.number(),
});
export type OpenedFile = v.InferOutput<typeof openedFile>;

/** Of the main process. */
export const crashReport = v.object({
  file: v.string(),
  /** ms since the epoch. */
  at: v.number(),
  /** The error's own first line; hostile. */
  words: v.string(),
});
export type CrashReport = v.InferOutput<typeof crashReport>;

export const host = {
  info: unary(v.void(), hostInfo, {}),
  /** Asks with the system's own dialog, where there is one; null: the user chose none, or there is no such dialog. `from`: where it opens. */
  pickFolder: unary(v.object({ from: v.string() }), v.object({ folder: v.nullable(v.string()) }), {}),
  /** Addresses of views that something outside of the page asks it to show: the tray, a notification, a link. Nothing else. */
  routes: stream(v.void(), v.object({ route: v.pipe(v.string(), v.maxLength(1000)) }), {}),
  /** Files that the user opened from outside of the page, to be asked about: none is read before. */
  openedFiles: stream(v.void(), v.object({ files: v.array(openedFile) }), {}),
  /** Actions of the page that something outside of it asks for: the native menu. Nothing that changes what is on the engine. */
  commands: stream(v.void(), v.object({ id: pageCommand }), {}),
  /** The crash of the Slipway before this one, if nobody was told of it; whoever asks is told. null: none. */
  lastCrash: unary(v.void(), v.nullable(crashReport), {}),
  /** Whether this page can be seen. With no visible page the engine heartbeat slows down and nothing else runs. */
  visibility: unary(v.object({ visible: v.boolean() }), v.void(), {}),
} as const;
