/**
 * How a value is typed. `lines`: a list, one a line; `words`: a command line; `health`: a health check's test; `bytes`, `seconds`:
 * an amount with its unit; `yes-no`: a choice that may be left to the engine.
 */
export type FieldKind = TypedKind | 'text' | 'choice' | 'check' | 'yes-no';
/** Those whose value is not the text itself. */
export type TypedKind = 'number' | 'bytes' | 'seconds' | 'lines' | 'words' | 'health';

export interface Field {
  /** Of the spec. */
  readonly path: string;
  readonly label: string;
  /** What `docker run` calls it. */
  readonly flag: string;
  readonly kind: FieldKind;
  readonly placeholder?: string;
  readonly hint?: string;
  /** Of a `choice`: value and words. */
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** What an amount is where nothing is typed; left out: 0. */
  readonly nothing?: null;
  /** Takes the whole width. */
  readonly wide?: boolean;
  /** What the engine has of the kind. */
  readonly proposals?: Proposals;
  /** Another value that this one makes true as soon as something is typed. */
  readonly implies?: { readonly path: string; readonly from: string; readonly to: string };
}

export type Proposals = 'images' | 'networks' | 'volumes' | 'containers' | 'runtimes' | 'logDrivers';

export interface Column {
  readonly key: string;
  readonly label: string;
  /** `long`: text of several lines; `env`: that, masked where it seems a secret; `source`: of a mount, as its kind has it. */
  readonly kind: 'text' | 'choice' | 'check' | 'number' | 'words' | 'long' | 'env' | 'source';
  readonly placeholder?: string;
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** A fraction of the table's width. */
  readonly width: number;
  readonly proposals?: Proposals;
}

/** A list whose items have several fields. */
export interface TableField {
  readonly kind: 'table';
  readonly path: string;
  readonly label: string;
  readonly flag: string;
  /** One of them: "port". */
  readonly one: string;
  readonly columns: readonly Column[];
  /** A new row. */
  readonly blank: Readonly<Record<string, unknown>>;
  readonly hint?: string;
}

export type Part = Field | TableField;

export interface SectionModel {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
  /** Seldom needed: shown when it is asked for, or when one of them holds something. */
  readonly more?: readonly Part[];
}
