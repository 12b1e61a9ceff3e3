type Ending = () => Promise<void>;

const INTERRUPTED: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 130, SIGTERM: 143 };
const endings: Ending[] = [];

/** The last begun ends first; one that fails keeps none of the others from ending. */
async function endAll(): Promise<void> {
  for (const ending of [...endings].reverse())
    await ending().catch((error: unknown) => process.stderr.write(`bench: ${String(error)}\n`));
}

let interrupted = false;
/** A terminal's Ctrl-C comes twice: by the terminal, and by the runner that passes it on. */
const interrupt = (code: number): void => {
  if (interrupted) return;
  interrupted = true;
  void endAll().finally(() => process.exit(code));
};
for (const [signal, code] of Object.entries(INTERRUPTED)) process.on(signal, () => interrupt(code));
process.on('uncaughtException', (error) => {
  // What an interrupted bench was at fails, as a matter of course.
  if (!interrupted) process.stderr.write(`${String(error.stack)}\n`);
  interrupt(1);
});

/** Does `work`, then `ending`, once: also when it fails, and when the bench is interrupted. */
export async function ended<T>(ending: Ending, work: () => Promise<T>): Promise<T> {
  let running: Promise<void> | null = null;
  const once = (): Promise<void> => (running ??= ending());
  endings.push(once);
  try {
    return await work();
  } finally {
    await once().finally(() => endings.splice(endings.indexOf(once), 1));
  }
}
