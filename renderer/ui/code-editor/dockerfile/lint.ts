import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { offsetAt } from './positions';
import { service } from './service';

const ERROR = 1;
/** `dockerfile-utils`' ValidationCode; its enum is none of the service's exports. */
const UNKNOWN_ADD_FLAG = 39;
const BASE_NAME_EMPTY = 51;

/** Newer than the service: what a builder takes is no error. */
const NEWER_FLAG = /: (unpack|exclude|link|chmod|parents|keep-git-dir|checksum)$/;

/** A base image that only `--build-arg` names is no mistake by itself. */
const isSure = (code: unknown): boolean => code !== BASE_NAME_EMPTY;

/** What is wrong with a Dockerfile, as far as it can be told without building it. */
export function dockerfileProblems(doc: Text): readonly Diagnostic[] {
  return service
    .validate(doc.toString())
    .filter(({ code, message }) => code !== UNKNOWN_ADD_FLAG || !NEWER_FLAG.test(message))
    .map(({ range, severity, code, message }): Diagnostic => {
      const from = offsetAt(doc, range.start);
      const to = Math.max(from, offsetAt(doc, range.end));
      return { from, to, message, severity: severity === ERROR && isSure(code) ? 'error' : 'warning' };
    });
}
