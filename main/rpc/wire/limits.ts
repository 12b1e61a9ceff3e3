const KIB = 1024;

/** Credit of a fresh call, per direction, bytes: what may be on its way to a reader who takes nothing. */
export const WINDOW = 1024 * KIB;
/** Credit goes back in steps this large, so that a grant frame is rare. */
export const GRANT_STEP = WINDOW / 4;
/** Small items are gathered into frames of about this size: the rate of messages is a transport's ceiling, not of bytes. */
export const BATCH = 64 * KIB;
/** Largest payload of one frame of ours; above `BATCH` so that a 64 KiB chunk of a file or a log travels whole. */
export const PAYLOAD_LIMIT = 96 * KIB;
/** A larger payload travels in pieces of exactly this size, and a rest. */
export const FRAGMENT = 64 * KIB;
/** A larger frame closes the connection; hosts give it to their WebSocket as its `maxPayload`. */
export const FRAME_LIMIT = 128 * KIB;
/** Largest item, encoded. */
export const MESSAGE_LIMIT = 32 * 1024 * KIB;
/** Beside the item there may be a path, and the items' heads. */
export const ITEM_SLACK = 64 * KIB;
/** All unfinished messages of one connection together. */
export const ASSEMBLY_LIMIT = 4 * MESSAGE_LIMIT;
export const CALLS_PER_CONNECTION = 512;
