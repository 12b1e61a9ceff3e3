import type { Contract } from '../contract';
import { FileFault } from '../services/files/fault';
import type { Files } from '../services/files/files';
import { namedError } from './errors';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and FileFault as FILE_FAULT. */
export const namedFileError = (error: unknown): unknown =>
  error instanceof FileFault
    ? new WireError('FILE_FAULT', { fault: error.fault, path: error.path, detail: error.detail }, error.message)
    : namedError(error);

const named =
  <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>): ((...args: A) => Promise<T>) =>
  async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      throw namedFileError(error);
    }
  };

async function* namedItems<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* items;
  } catch (error) {
    throw namedFileError(error);
  }
}

export const filesHandlers = (files: Files): Handlers<Contract>['files'] => ({
  list: (wish, { signal }) => namedItems(files.list(wish, signal)),
  resolve: named(({ source, path }, { signal }) => files.resolve(source, path, signal)),
  read: ({ source, path, limit }, { signal }) => namedItems(files.read(source, { path, limit }, signal)),
  save: named(async ({ source, path, text, expectedSha256 }) => ({
    sha256: await files.save(source, { path, text, expectedSha256 }),
  })),
  download: named(({ source, path }) => files.download(source, path)),
  upload: named((wish) => files.upload(wish)),
  remove: named(({ id, path }) => files.remove(id, path)),
  rename: named(({ id, path, name }) => files.rename(id, path, name)),
  changes: ({ id }, { signal }) => namedItems(files.changes(id, signal)),
});
