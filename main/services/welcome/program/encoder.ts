import type { Argument, Call, Kept, Step } from './steps';

/** How one kind of processor spells the steps. Numbers are below 2^32. */
export interface Encoder {
  /** ELF's `e_machine`. */
  readonly machine: number;
  readonly calls: Readonly<Record<Call, number>>;
  /** Loads a number as argument `index`, or as the number of the call (`index` null). */
  readonly load: (index: number | null, value: number) => Buffer;
  /** Takes a kept value as argument `index`. */
  readonly take: (index: number, kept: Kept) => Buffer;
  readonly keep: (kept: Kept) => Buffer;
  readonly call: Buffer;
  /** `distance`: from the jump's first byte to where it leads. Always of the same length. */
  readonly jump: (when: Extract<Step, { jump: string }>['when'], distance: number) => Buffer;
}

/** The steps as machine code. `resolve` says what an argument is. */
export function encode(
  { calls, load, take, keep, call, jump }: Encoder,
  steps: readonly Step[],
  resolve: (argument: Exclude<Argument, { kept: Kept }>) => number,
): Buffer {
  const parts: Buffer[] = [];
  const labels = new Map<string, number>();
  let at = 0;
  const put = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  const jumps: { readonly part: number; readonly from: number; readonly step: Extract<Step, { jump: string }> }[] = [];
  for (const step of steps) {
    if ('label' in step) labels.set(step.label, at);
    else if ('jump' in step) {
      jumps.push({ part: parts.length, from: at, step });
      put(jump(step.when, 0));
    } else {
      step.with.forEach((argument, index) =>
        put(isKept(argument) ? take(index, argument.kept) : load(index, resolve(argument))),
      );
      put(load(null, calls[step.call]));
      put(call);
      if (step.keep !== undefined) put(keep(step.keep));
    }
  }
  // Where they lead is known only now.
  for (const { part, from, step } of jumps) parts[part] = jump(step.when, (labels.get(step.jump) ?? 0) - from);
  return Buffer.concat(parts);
}

const isKept = (argument: Argument): argument is { readonly kept: Kept } =>
  typeof argument === 'object' && 'kept' in argument;
