import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Starts once, which takes the most of its time, and then does each call in a fork of its own. */
const PROGRAM = `
import json, os, sys
from compose.cli.main import main
for call in json.load(sys.stdin):
    if os.fork() == 0:
        os.chdir(call['folder'])
        os.dup2(os.open(call['out'], os.O_WRONLY | os.O_CREAT), 1)
        sys.argv = ['docker-compose'] + call['args']
        try:
            main()
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.wait()
`;

interface Call {
  readonly folder: string;
  readonly args: readonly string[];
}

/** What docker-compose (the one of Python) writes for each call; '' where it refuses. */
export async function manyConfigs(calls: readonly Call[], env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const program = execFileSync('which', ['docker-compose'], { encoding: 'utf8' }).trim();
  const python = /^#!\s*(\S+)/.exec(fs.readFileSync(program, 'utf8'))?.[1] ?? 'python3';
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-configs-'));
  try {
    const asked = calls.map((call, at) => ({ ...call, out: path.join(folder, String(at)) }));
    const running = promisify(execFile)(python, ['-c', PROGRAM], { env });
    running.child.stdin?.end(JSON.stringify(asked));
    await running;
    return asked.map(({ out }) => fs.readFileSync(out, 'utf8'));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
