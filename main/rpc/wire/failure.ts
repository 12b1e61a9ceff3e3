// Errors on their way over the wire.
import { safeParse } from 'valibot';
import type { ErrorMap } from '../../contract/procedure';
import { Violation } from './frame';
import { readItems } from './items';
import { WireError } from './types';

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}

export const failureOf = ({ code, message, data }: WireError): Failure => ({ code, message, data: data ?? null });

export const internalError = (): WireError => new WireError('INTERNAL', null, 'Something went wrong inside Slipway.');

/**
 * What the caller may know of an error that a handler threw, or that its items threw on their way: an error the
 * procedure names, with the data its schema lets through; a message over the limit; null of any other.
 */
export const knownError = (error: unknown, errors: ErrorMap): WireError | null => {
  if (!(error instanceof WireError)) return null;
  if (error.code === 'MESSAGE_TOO_LARGE') return error;
  const schema = Object.hasOwn(errors, error.code) ? errors[error.code] : undefined;
  const data = schema === undefined ? undefined : safeParse(schema, error.data);
  return data?.success === true ? new WireError(error.code, data.output, error.message) : null;
};

/** Throws Violation. */
export const readFailure = (payload: Uint8Array): WireError => {
  const [value] = readItems(payload, 1);
  if (typeof value !== 'object' || value === null || !('code' in value) || !('message' in value))
    throw new Violation('An error frame is malformed.');
  const { code, message } = value;
  if (typeof code !== 'string' || typeof message !== 'string') throw new Violation('An error frame is malformed.');
  return new WireError(code, 'data' in value ? value.data : null, message);
};
