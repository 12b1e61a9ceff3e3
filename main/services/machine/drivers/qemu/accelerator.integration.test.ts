import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseAccelerator, kvmObstacle, probeAccelerator, type Question } from './accelerator';
import { machineTypeArgs } from './machine-type';
import { findProgram } from './program';

const QEMU = '/usr/bin/qemu-system-x86_64';
let dir: string;
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway,probe-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const tcg = { program: QEMU, accelerator: 'tcg', arch: 'amd64' } as const;

const question = async (more: Partial<Question> = {}): Promise<Question> => ({
  ...{ dir, platform: 'linux', hostArch: 'amd64', guestArch: 'amd64', log: () => undefined },
  program: await findProgram({ platform: 'linux', arch: 'amd64', env: process.env, qemuPath: QEMU }),
  ...more,
});

/** A QEMU that counts how often it is asked, and does what `script` says. */
const standIn = (script: string): { path: string; version: string; asked: () => number } => {
  const file = path.join(dir, 'qemu');
  const count = path.join(dir, 'count');
  fs.writeFileSync(file, `#!/bin/sh\necho >> '${count}'\n${script}\n`, { mode: 0o755 });
  const asked = (): number => (fs.existsSync(count) ? fs.readFileSync(count, 'utf8').length : 0);
  return { path: file, version: '7.2.0', asked };
};

describe('the probe', () => {
  it('says yes where instructions run', async () => {
    expect(await probeAccelerator({ ...tcg, dir })).toBeNull();
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it('says no within 5 s where QEMU opens, but the guest never runs', async () => {
    const began = Date.now();
    const typeArgs = [...machineTypeArgs('tcg', 'amd64'), '-S'];
    expect(await probeAccelerator({ ...tcg, dir, typeArgs })).toMatchObject({ kind: 'hangs' });
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it('says no where QEMU refuses, in its words', async () => {
    const obstacle = await probeAccelerator({ ...tcg, accelerator: 'hvf', dir });
    expect(obstacle).toMatchObject({ kind: 'failed', detail: expect.stringContaining('hvf') as string });
  });
});

describe('the choice', () => {
  it('is true of this computer, in time, whatever its KVM is like, and remembered', async () => {
    const began = Date.now();
    const choice = await chooseAccelerator(await question());
    expect(Date.now() - began).toBeLessThan(5_500);
    expect(choice.remark === null).toBe(choice.accelerator === 'kvm');
    const again = Date.now();
    expect(await chooseAccelerator(await question())).toEqual(choice);
    expect(Date.now() - again).toBeLessThan(500);
  });

  it('is asked again when the kernel or QEMU changes, and only then', async () => {
    const program = standIn('exit 85');
    const kvmDevice = path.join(dir, 'kvm');
    fs.writeFileSync(kvmDevice, '');
    const same = { program, kvmDevice, kernelRelease: '6.1' };
    for (let round = 0; round < 3; round++) {
      expect(await chooseAccelerator(await question(same))).toEqual({ accelerator: 'kvm', remark: null });
    }
    expect(program.asked()).toBe(1);
    await chooseAccelerator(await question({ ...same, kernelRelease: '6.2' }));
    await chooseAccelerator(await question({ ...same, program: { ...program, version: '8.0.0' } }));
    expect(program.asked()).toBe(3);
    fs.writeFileSync(path.join(dir, 'accelerator.json'), '{"key":');
    await chooseAccelerator(await question(same));
    expect(program.asked()).toBe(4);
  });

  it('remembers a no for a week', async () => {
    const program = standIn('echo "kvm run failed Bad address" >&2; exit 1');
    const kvmDevice = path.join(dir, 'kvm');
    fs.writeFileSync(kvmDevice, '');
    const choice = await chooseAccelerator(await question({ program, kvmDevice }));
    expect(choice).toMatchObject({ accelerator: 'tcg', remark: expect.stringContaining('(kvm run failed') as string });
    expect(await chooseAccelerator(await question({ program, kvmDevice }))).toEqual(choice);
    expect(program.asked()).toBe(1);
    const file = path.join(dir, 'accelerator.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/"askedAt": \d+/, '"askedAt": 1'));
    await chooseAccelerator(await question({ program, kvmDevice }));
    expect(program.asked()).toBe(2);
  });

  it('does not remember one that was busy', async () => {
    const program = standIn('echo "ioctl(KVM_CREATE_VM) failed: 16 Device or resource busy" >&2; exit 1');
    const kvmDevice = path.join(dir, 'kvm');
    fs.writeFileSync(kvmDevice, '');
    for (let round = 1; round <= 2; round++) {
      const { remark } = await chooseAccelerator(await question({ program, kvmDevice }));
      expect(remark).toContain('another hypervisor');
      expect(program.asked()).toBe(round);
    }
  });

  it('says what to do where there is no KVM or it is forbidden, and asks anew each time', async () => {
    const kvmDevice = path.join(dir, 'kvm');
    const program = standIn('exit 85');
    const missing = await chooseAccelerator(await question({ program, kvmDevice }));
    expect(missing).toMatchObject({
      accelerator: 'tcg',
      remark: expect.stringContaining('modprobe kvm_intel') as string,
    });
    // A folder cannot be opened for writing, not even by root.
    fs.mkdirSync(kvmDevice);
    const forbidden = await chooseAccelerator(await question({ program, kvmDevice }));
    expect(forbidden.remark).toContain('usermod -aG kvm');
    expect((await kvmObstacle(kvmDevice))?.kind).toBe('forbidden');
    expect(program.asked()).toBe(0);
    fs.rmdirSync(kvmDevice);
    fs.writeFileSync(kvmDevice, '');
    expect((await chooseAccelerator(await question({ program, kvmDevice }))).accelerator).toBe('kvm');
  });

  it('is emulation for another architecture', async () => {
    const choice = await chooseAccelerator(await question({ hostArch: 'arm64' }));
    expect(choice).toEqual({ accelerator: 'tcg', remark: expect.stringContaining('arm64 cannot run amd64') as string });
  });
});
