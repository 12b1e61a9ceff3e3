import { WireError } from '../../../rpc/wire/types';
import { type ControlClient, loosely } from '../../control/connect';
import { type Io, Failure, tame } from '../io';
import { asFailure, find, inBackground, startAndFind } from '../session';
import { EXIT } from '../table';

interface Check {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly evidence: readonly string[];
  readonly detail: string;
  readonly repair: { readonly label: string; readonly command: string } | null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/** Null: not a result. */
function checkOf(item: unknown): Check | null {
  if (!isObject(item)) return null;
  const fields = new Map<string, unknown>(Object.entries(item));
  const text = (name: string): string => textsOf(fields.get(name))[0] ?? '';
  const repair = fields.get('repair');
  const parts = new Map<string, unknown>(isObject(repair) ? Object.entries(repair) : []);
  const [label = '', command = ''] = ['label', 'command'].map((name) => textsOf(parts.get(name))[0] ?? '');
  return {
    ...{ id: text('id'), title: text('title'), state: text('state'), detail: text('detail') },
    evidence: textsOf(fields.get('evidence')),
    repair: isObject(repair) ? { label, command } : null,
  };
}

const MARKS: Readonly<Record<string, string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL', skipped: 'skip' };

function lines({ id, title, state, evidence, detail, repair }: Check): string {
  const more = [...evidence, ...(detail === '' ? [] : [detail])];
  if (repair !== null) more.push(repair.command === '' ? repair.label : `${repair.label}: ${repair.command}`);
  return [`${MARKS[state] ?? state} ${id} ${title}`, ...more.map((line) => `          ${line}`)]
    .map((line) => `${tame(line)}\n`)
    .join('');
}

/** Each result as it comes; with `asJson` one JSON value a line. Null: this Slipway has no self-tests. */
async function runChecks(io: Io, client: ControlClient, only: readonly string[], asJson: boolean): Promise<number> {
  const counts = new Map<string, number>();
  try {
    for await (const item of loosely(client).stream('diagnostics.run', { only })) {
      const check = checkOf(item);
      if (check === null || check.state === 'running') continue;
      counts.set(check.state, (counts.get(check.state) ?? 0) + 1);
      io.out(asJson ? `${JSON.stringify(item)}\n` : lines(check));
    }
  } catch (error) {
    if (error instanceof WireError && error.code === 'INVALID_INPUT')
      throw new Failure(`${only.join(' ')}: there is no such self-test`, EXIT.usage);
    throw asFailure(error);
  }
  const of = (state: string): string => String(counts.get(state) ?? 0);
  if (!asJson) io.err(`${of('ok')} well, ${of('warn')} to look at, ${of('fail')} failed, ${of('skipped')} skipped\n`);
  return (counts.get('fail') ?? 0) > 0 ? EXIT.failed : EXIT.fine;
}

/** `slipway diagnostics [CHECK...]`: what is started for it is ended again. */
export async function diagnostics(
  io: Io,
  dataDir: string,
  { only, asJson }: { readonly only: readonly string[]; readonly asJson: boolean },
): Promise<number> {
  const running = await find(dataDir);
  const client = running ?? (await startAndFind(io, dataDir, inBackground(io, dataDir)));
  try {
    return await runChecks(io, client, only, asJson);
  } finally {
    if (running === null) {
      await client.call('control.quit', undefined).catch(() => undefined);
      await client.closed;
    }
    client.close();
  }
}
