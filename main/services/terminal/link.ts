import type { Duplex } from 'node:stream';
import type { TerminalEnd } from '../../contract/terminal';
import type { Sized } from './size';

/** How a process came to its end. */
export interface Ending {
  readonly why: TerminalEnd;
  readonly exitCode: number | null;
  /** The engine's own words, or empty. */
  readonly message: string;
}

/** One connection between a terminal and a process in the engine. */
export interface Link {
  /** What the process writes, and where what is typed goes. */
  readonly stream: Duplex;
  /** The stream comes in frames, as the process has no terminal. */
  readonly framed: boolean;
  /** Told all that comes, before anybody else. */
  peek(bytes: Uint8Array): void;
  /** Rejects when the engine did not take it. */
  resize(size: Sized): Promise<void>;
  /** Asked when the stream is over. Never rejects. */
  ending(): Promise<Ending>;
  /** Whether the process still runs; rejects when the engine cannot say. */
  isAlive(): Promise<boolean>;
  /** Ends what was begun for this terminal. Never rejects. */
  hangUp(): Promise<void>;
}
