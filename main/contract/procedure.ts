import type { GenericSchema, InferInput, InferOutput } from 'valibot';

/** Named errors of a procedure: error code to the schema of its data. */
export type ErrorMap = Readonly<Record<string, GenericSchema>>;

/** One question, one answer. */
export interface Unary<I extends GenericSchema, O extends GenericSchema, E extends ErrorMap> {
  readonly kind: 'unary';
  readonly input: I;
  readonly output: O;
  readonly errors: E;
}

/** One question, many items, pulled by the reader's credit. */
export interface ServerStream<I extends GenericSchema, R extends GenericSchema, E extends ErrorMap> {
  readonly kind: 'stream';
  readonly input: I;
  readonly receive: R;
  readonly errors: E;
}

/** Items both ways, each way on its own credit. */
export interface Duplex<I extends GenericSchema, S extends GenericSchema, R extends GenericSchema, E extends ErrorMap> {
  readonly kind: 'duplex';
  readonly input: I;
  readonly send: S;
  readonly receive: R;
  readonly errors: E;
}

export type Procedure =
  | Unary<GenericSchema, GenericSchema, ErrorMap>
  | ServerStream<GenericSchema, GenericSchema, ErrorMap>
  | Duplex<GenericSchema, GenericSchema, GenericSchema, ErrorMap>;

/** noun -> verb -> procedure. */
export type ContractShape = Readonly<Record<string, Readonly<Record<string, Procedure>>>>;

export const unary = <I extends GenericSchema, O extends GenericSchema, E extends ErrorMap>(
  input: I,
  output: O,
  errors: E,
): Unary<I, O, E> => ({ kind: 'unary', input, output, errors });

export const stream = <I extends GenericSchema, R extends GenericSchema, E extends ErrorMap>(
  input: I,
  receive: R,
  errors: E,
): ServerStream<I, R, E> => ({ kind: 'stream', input, receive, errors });

export const duplex = <I extends GenericSchema, S extends GenericSchema, R extends GenericSchema, E extends ErrorMap>(
  input: I,
  send: S,
  receive: R,
  errors: E,
): Duplex<I, S, R, E> => ({ kind: 'duplex', input, send, receive, errors });

/** `Path<C>` is the union of `noun.verb` of all procedures of one kind. */
export type Path<C extends ContractShape, K extends Procedure['kind'] = Procedure['kind']> = {
  [N in keyof C & string]: {
    [P in keyof C[N] & string]: C[N][P] extends { kind: K } ? `${N}.${P}` : never;
  }[keyof C[N] & string];
}[keyof C & string];

export type ProcedureAt<C extends ContractShape, P extends string> = P extends `${infer N}.${infer V}`
  ? N extends keyof C
    ? V extends keyof C[N]
      ? C[N][V]
      : never
    : never
  : never;

/** What the caller may pass (before defaults are filled in). */
export type InputOf<P> = P extends { input: infer I extends GenericSchema } ? InferInput<I> : never;
/** What the handler gets (after validation). */
export type ParsedInputOf<P> = P extends { input: infer I extends GenericSchema } ? InferOutput<I> : never;
export type OutputOf<P> = P extends { output: infer O extends GenericSchema } ? InferOutput<O> : never;
export type SendOf<P> = P extends { send: infer S extends GenericSchema } ? InferOutput<S> : never;
export type ReceiveOf<P> = P extends { receive: infer R extends GenericSchema } ? InferOutput<R> : never;
