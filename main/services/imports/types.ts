import type { Readable } from 'node:stream';
import type { ImportItem } from '../../contract/imports';
import type { VolumeSpec } from '../../contract/volumes';
import type { AsideConnection, Engine, EngineClient } from '../engine/types';
import type { TarHeader } from '../helpers/tar/header';
import type { Transfers } from '../shell/transfers';

export type ImportsEngine = Pick<Engine, 'open' | 'state'>;

export type Failure = NonNullable<ImportItem['failure']>;

export interface Moving {
  readonly signal: AbortSignal;
  readonly moved: (bytes: number) => void;
  readonly note: (words: string) => void;
}

export interface VolumePack {
  readonly body: Readable;
  readonly done: Promise<unknown>;
}

export interface VolumeFill {
  readonly name: string;
  /** What a fresh one is made with; null: it is there, and emptied first. */
  readonly spec: Omit<Required<VolumeSpec>, 'name'> | null;
  readonly body: Readable;
}

/** Of the folder that a volume is. `mtime`: ms since the epoch. */
export type VolumeRoot = Pick<TarHeader, 'mode' | 'uid' | 'gid' | 'mtime'>;

/** Pauses who writes to a volume, at one engine. */
export interface SourceVolumes {
  open(volume: string, pause: boolean, moving: Moving): Promise<VolumePack>;
  close(): void;
}

/** What other nouns do, on a connection that is handed to them. */
export interface Movers {
  /** The images as one tar, which fails where it is not whole. */
  saveImages(client: EngineClient, ids: readonly string[], moving: Moving): Promise<Readable>;
  /** Checked as it passes; resolves with what the engine says it loaded: names and ids. */
  loadImages(client: EngineClient, file: string, body: Readable, moving: Moving): Promise<readonly string[]>;
  sourceVolumes(source: AsideConnection): Promise<SourceVolumes>;
  openVolume(client: EngineClient, volume: string, moving: Moving): Promise<VolumePack>;
  /** Undone where it fails, if the volume is fresh. */
  fillVolume(client: EngineClient, fill: VolumeFill, moving: Moving): Promise<void>;
  /** An engine that unpacks a tar leaves the folder that it unpacks into as it is. */
  setRoot(client: EngineClient, volume: string, root: VolumeRoot): Promise<void>;
  /** A volume is read and written by a container, which needs an image, whatever it holds. */
  ensureAnyImage(client: EngineClient, signal: AbortSignal): Promise<void>;
}

export interface ImportsOptions {
  readonly engine: ImportsEngine;
  readonly movers: Movers;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly transfers: Transfers;
  /** Bytes on the disk of the engine in use; null: it cannot be told from here. Never rejects. */
  readonly room: () => Promise<number | null>;
  /** Whether two subnets (`10.0.0.0/8`) have addresses in common; false where one of them is none. */
  readonly overlap: (a: string, b: string) => boolean;
  /** An error as calls throw it. */
  readonly explain: (error: unknown) => Failure;
}
