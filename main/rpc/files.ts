import type { Contract } from '../contract';
import { FileFault } from '../services/helpers/file-fault';
import type { Files } from '../services/files/files';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and FileFault as FILE_FAULT. */
export const namedFileError = (error: unknown): unknown =>
  error instanceof FileFault
    ? new WireError('FILE_FAULT', { fault: error.fault, path: error.path, detail: error.detail }, error.message)
    : namedError(error);

const { call, items } = naming(namedFileError);

export const filesHandlers = (files: Files): Handlers<Contract>['files'] => ({
  list: items((wish, { signal }) => files.list(wish, signal)),
  resolve: call(({ source, path }, { signal }) => files.resolve(source, path, signal)),
  read: items(({ source, path, limit }, { signal }) => files.read(source, { path, limit }, signal)),
  save: call(async ({ source, path, text, expectedSha256 }) => ({
    sha256: await files.save(source, { path, text, expectedSha256 }),
  })),
  download: call(({ source, path }) => files.download(source, path)),
  upload: call((wish) => files.upload(wish)),
  remove: call(({ id, path }) => files.remove(id, path)),
  rename: call(({ id, path, name }) => files.rename(id, path, name)),
  changes: items(({ id }, { signal }) => files.changes(id, signal)),
});
