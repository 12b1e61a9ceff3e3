import * as v from 'valibot';
import { buildFault } from './build-fault';
import { composeFault } from './compose-fault';
import { fileFault } from './file-fault';
import { imageFault } from './image-fault';
import { importFault } from './import-fault';
import { layerFault } from './layer-fault';
import { machineFault } from './machine-fault';
import { credentialFault, registryFault } from './registry-fault';
import { startSetFault } from './start-set-fault';
import { volumeFault } from './volume-fault';
import { welcomeFault } from './welcome-fault';

/**
 * The errors a user can act on. Their words are written in the view; `engineMessage` is the engine's own text, unchanged
 * and hostile. Whatever is not named here is a bug and crosses the wire as INTERNAL.
 */
export const errors = {
  /** No connected engine, or the connection broke before an answer. */
  ENGINE_UNREACHABLE: v.object({ reason: v.string() }),
  /** No answer in time; the engine may still carry the request out. */
  ENGINE_TIMEOUT: v.object({ afterMs: v.number() }),
  /** The engine answered with an HTTP error. */
  ENGINE_REFUSED: v.object({ status: v.number(), engineMessage: v.string() }),
  /** No such object (HTTP 404). */
  NOT_FOUND: v.object({ engineMessage: v.string() }),
  /** The choice needs an explicit yes: an unencrypted connection to another machine. */
  CONSENT_NEEDED: v.object({ url: v.string() }),
  /** No engine candidate has this key. */
  UNKNOWN_ENGINE: v.object({ key: v.string() }),
  /** No such setting, or one that cannot have this value; `detail`: the schema's words, hostile. */
  SETTING_INVALID: v.object({ key: v.string(), detail: v.string() }),
  /** Not a regular expression; `detail`: the parser's words. */
  BAD_PATTERN: v.object({ detail: v.string() }),
  /** The view was closed: open it again. */
  NO_SUCH_VIEW: v.object({}),
  /** Something could not be done with a file in a container, an image or a volume. */
  FILE_FAULT: fileFault,
  /** The session was closed, or is of an earlier run of Slipway. */
  UNKNOWN_TERMINAL: v.object({}),
  /** So many terminals are open already. */
  TOO_MANY_TERMINALS: v.object({ limit: v.number() }),
  /**
   * There is no way to signal one process of this container. `detail`: the engine's or the program's own words, hostile,
   * possibly empty.
   */
  NO_SIGNAL_WAY: v.object({
    reason: v.picklist(['no-shell', 'shared-pids', 'not-found', 'not-permitted', 'paused']),
    detail: v.string(),
  }),
  /** The process ended meanwhile, or its number belongs to another one by now. Nothing was signalled. */
  PROCESS_GONE: v.object({}),
  /**
   * A container cannot be edited now. `changed`: somebody changed it since it was read; `under-way`: an edit of it is under way,
   * or waits for a decision; `gone`: there is no such operation or kept container any more.
   */
  RECREATE_CONFLICT: v.object({ reason: v.picklist(['changed', 'under-way', 'gone']), name: v.string() }),
  /** Restored from the bin it would have a name that is taken. `free`: one that is not. */
  BIN_NAME_TAKEN: v.object({ name: v.string(), free: v.string() }),
  /** No such thing is in the bin any more. */
  BIN_GONE: v.object({}),
  /** A network cannot be made, or joined, like this. Messages may hold engine text. */
  NETWORK_PROBLEMS: v.object({ problems: v.array(v.object({ path: v.string(), message: v.string() })) }),
  /** Slipway's own machine cannot do what was asked. */
  MACHINE_FAULT: machineFault,
  /** Not a `docker run` line; `detail`: what is wrong with it. */
  BAD_RUN_LINE: v.object({ detail: v.string() }),
  /** It could not be written to the disk; `detail`: the system's words. */
  NOT_SAVED: v.object({ detail: v.string() }),
  /** Something could not be done with a volume. */
  VOLUME_FAULT: volumeFault,
  /** Something could not be done with an image. */
  IMAGE_FAULT: imageFault,
  /** A registry, or the way to it, said no. */
  REGISTRY_FAULT: registryFault,
  /** Something is wrong with where credentials for registries are kept; nothing was changed. */
  CREDENTIAL_FAULT: credentialFault,
  /** Something could not be read of an image. */
  LAYER_FAULT: layerFault,
  /** Something could not be done about a build. */
  BUILD_FAULT: buildFault,
  /** Something could not be done about a compose project. */
  COMPOSE_FAULT: composeFault,
  /** Something could not be done about a start set. */
  START_SET_FAULT: startSetFault,
  /** Something cannot be brought over from another engine. */
  IMPORT_FAULT: importFault,
  /** The welcome container does not run. */
  WELCOME_FAULT: welcomeFault,
} as const;

export const engineErrors = {
  ENGINE_UNREACHABLE: errors.ENGINE_UNREACHABLE,
  ENGINE_TIMEOUT: errors.ENGINE_TIMEOUT,
  ENGINE_REFUSED: errors.ENGINE_REFUSED,
  NOT_FOUND: errors.NOT_FOUND,
} as const;

export type ErrorCode = keyof typeof errors;
