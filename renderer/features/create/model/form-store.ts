import { createContext, use } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { ImageFacts, RunNote } from '../../../../main/contract/create';
import type { ContainerSpec, SpecProblem } from '../../../../main/contract/spec';
import { BLANK } from './blank';
import { listAt, valueAt, withValue } from './paths';

export interface FormState {
  readonly spec: ContainerSpec;
  /** What was typed where the value is not the text itself: `512m`, a command line. By path. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is wrong with those, by path. */
  readonly mistypes: Readonly<Record<string, string>>;
  /** Paths that the user has left: only there, or after a try to run it, are problems shown. */
  readonly touched: ReadonlySet<string>;
  readonly tried: boolean;
  /** What main found, of `checkedSpec`. */
  readonly problems: readonly SpecProblem[];
  readonly imageMissing: boolean;
  /** What the engine said to the last try, until the field it is about changes. */
  readonly refusals: readonly SpecProblem[];
  readonly facts: ImageFacts | null;
  readonly notes: readonly RunNote[];
  /** The parts that are seldom needed, by section: shown, or not, as the user wished. */
  readonly opened: Readonly<Record<string, boolean>>;
  /** False while what the form begins with is still being read. */
  readonly loaded: boolean;
  /** Whether what an image proposes is taken in. */
  readonly proposing: boolean;
  /** What the image proposed, so that what is still as proposed can give way to another image's. */
  readonly proposed: Pick<ContainerSpec, 'ports' | 'mounts'>;
}

export type FormStore = UseBoundStore<StoreApi<FormState>>;

const NOTHING_PROPOSED: FormState['proposed'] = { ports: [], mounts: [] };

/** Fields that were filled in, by whatever it was: what is wrong with them is said without a visit. */
const filled = (spec: ContainerSpec): Set<string> =>
  new Set(
    Object.entries(spec).flatMap(([path, value]) =>
      JSON.stringify(value) === JSON.stringify(BLANK[path as keyof ContainerSpec]) ? [] : path,
    ),
  );

const fresh = (spec: ContainerSpec): FormState => ({
  ...{ spec, texts: {}, mistypes: {}, touched: filled(spec), tried: false },
  ...{ problems: [], imageMissing: false, refusals: [], facts: null, notes: [], proposed: NOTHING_PROPOSED },
  ...{ opened: {}, loaded: true, proposing: false },
});

export const createForm = (loaded: boolean): FormStore =>
  create<FormState>(() => ({ ...fresh(BLANK), loaded, proposing: loaded }));

/** Fills the whole form anew. */
export const fillForm = (form: FormStore, spec: ContainerSpec, rest: Partial<FormState> = {}): void =>
  form.setState({ ...fresh(spec), ...rest });

const within = (path: string, place: string): boolean => path === place || path.startsWith(`${place}.`);

const without = (map: Readonly<Record<string, string>>, place: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(map).filter(([path]) => !within(path, place)));

/** What the engine said is about what stood there then. */
const stillTrue = (refusals: readonly SpecProblem[], place: string): readonly SpecProblem[] =>
  refusals.filter(({ path }) => !within(path, place) && !within(place, path));

export function setValue(form: FormStore, path: string, value: unknown): void {
  form.setState((state) => ({
    spec: withValue(state.spec, path, value),
    refusals: stillTrue(state.refusals, path),
  }));
}

/** `mistype`: why the text is no value; then the value stays as it was. */
export function setText(form: FormStore, path: string, typed: Typed): void {
  form.setState((state) => {
    const texts = { ...state.texts, [path]: typed.text };
    const mistypes = without(state.mistypes, path);
    if ('mistype' in typed) return { texts, mistypes: { ...mistypes, [path]: typed.mistype } };
    const refusals = stillTrue(state.refusals, path);
    return { texts, mistypes, spec: withValue(state.spec, path, typed.value), refusals };
  });
}

export type Typed =
  { readonly text: string; readonly value: unknown } | { readonly text: string; readonly mistype: string };

/** Longer than a click takes: what is said of a field that is left must not push away what is being clicked. */
const CLICK_MS = 250;

export function touch(form: FormStore, path: string): void {
  if (form.getState().touched.has(path)) return;
  setTimeout(() => form.setState(({ touched }) => ({ touched: new Set([...touched, path]) })), CLICK_MS);
}

/** A list's rows changed their places: what was typed and left there is of other rows. */
function setList(form: FormStore, path: string, rows: readonly unknown[]): void {
  form.setState((state) => ({
    spec: withValue(state.spec, path, rows),
    texts: without(state.texts, path),
    mistypes: without(state.mistypes, path),
    refusals: stillTrue(state.refusals, path),
    touched: new Set([...state.touched].filter((each) => !within(each, path))),
  }));
}

export const addRow = (form: FormStore, path: string, row: unknown): void =>
  form.setState(({ spec }) => ({ spec: withValue(spec, path, [...listAt(spec, path), row]) }));

export const removeRow = (form: FormStore, path: string, index: number): void =>
  setList(
    form,
    path,
    listAt(form.getState().spec, path).filter((_, at) => at !== index),
  );

/** Sets variables by their names: those that are there are changed in place. */
export function mergeVariables(form: FormStore, variables: readonly { name: string; value: string | null }[]): void {
  const { env } = form.getState().spec;
  const news = new Map(variables.map((each) => [each.name, each]));
  const kept = env.filter(({ name }) => name !== '').map((old) => news.get(old.name) ?? old);
  const there = new Set(kept.map(({ name }) => name));
  setList(form, 'env', [...kept, ...[...news.values()].filter(({ name }) => !there.has(name))]);
}

/** Takes in what an image proposes, where nothing else was said. */
export function propose(form: FormStore, spec: ContainerSpec, facts: ImageFacts | null): void {
  const { spec: old, proposed } = form.getState();
  const asProposed = (key: 'ports' | 'mounts'): boolean => JSON.stringify(old[key]) === JSON.stringify(proposed[key]);
  const ports = asProposed('ports') ? spec.ports : old.ports;
  const mounts = asProposed('mounts') ? spec.mounts : old.mounts;
  form.setState({ facts, proposed: { ports: spec.ports, mounts: spec.mounts }, spec: { ...old, ports, mounts } });
}

const FormContext = createContext<FormStore | null>(null);
export const FormProvider = FormContext.Provider;

export function useFormStore(): FormStore {
  const form = use(FormContext);
  if (form === null) throw new Error('there is no form around this field');
  return form;
}

export const useForm = <T>(select: (state: FormState) => T): T => useFormStore()(select);

export const useValue = (path: string): unknown => useForm(({ spec }) => valueAt(spec, path));
