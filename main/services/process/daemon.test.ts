import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnDetached } from './daemon';
import { identityOf, signalIfSame } from './identity';

let dir: string;
let outputFile: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-daemon-'));
  outputFile = path.join(dir, 'output');
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

describe('spawnDetached', () => {
  it('writes both outputs to a private file, after what is there, and tells the end', async () => {
    fs.writeFileSync(outputFile, 'before\n', { mode: 0o600 });
    const daemon = await spawnDetached('sh', ['-c', 'echo out; echo err >&2; exit 7'], { outputFile });
    expect(await daemon.ended).toEqual({ code: 7, signal: null });
    expect(fs.readFileSync(outputFile, 'utf8')).toBe('before\nout\nerr\n');
    expect(fs.statSync(outputFile).mode & 0o777).toBe(0o600);
  });

  it('is already the program when it resolves', async () => {
    const daemon = await spawnDetached('sleep', ['600'], { outputFile });
    const identity = await identityOf(daemon.pid);
    expect(identity?.executable).not.toBe(fs.realpathSync(process.execPath));
    if (identity !== null) await signalIfSame(identity, 'SIGKILL');
    expect((await daemon.ended).signal).toBe('SIGKILL');
  });

  it('outlives us, in a session of its own', async () => {
    const source = path.join(import.meta.dirname, 'daemon.ts');
    const script = `import { spawnDetached } from ${JSON.stringify(source)};
      const { pid } = await spawnDetached('sleep', ['600'], { outputFile: ${JSON.stringify(outputFile)} });
      console.log(pid);
      process.kill(process.pid, 'SIGKILL');`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    let said = '';
    try {
      execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    } catch (error) {
      if (error instanceof Error && 'stdout' in error) said = String(error.stdout);
    }
    const identity = await identityOf(Number(said));
    expect(identity).not.toBeNull();
    const session = execFileSync('ps', ['-o', 'sid=', '-p', said.trim()], { encoding: 'utf8' });
    expect(Number(session)).toBe(Number(said));
    if (identity !== null) expect(await signalIfSame(identity, 'SIGKILL')).toBe(true);
  });

  it('rejects for a program that is not there', async () => {
    await expect(spawnDetached('slipway-no-such', [], { outputFile })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
