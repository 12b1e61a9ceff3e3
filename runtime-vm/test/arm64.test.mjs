// The arm64 image, built on this machine and booted under emulation. On a machine of the other kind that takes minutes:
// `SLIPWAY_TEST_ARM64=1` asks for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineJson, runInContainer } from './lib/engine.mjs';
import { makeGuest } from './lib/guest.mjs';

const READY_MS = 600_000;

if (process.env.SLIPWAY_TEST_ARM64 === '1') {
  test('the arm64 image boots, runs a container and ends at the power button', async (t) => {
    const guest = await makeGuest({ arch: 'arm64' });
    t.after(() => guest.remove());
    t.diagnostic(`engine-ready after ${await guest.ready(READY_MS)} ms`);
    assert.equal((await engineJson(guest.machine.engine, 'GET', '/version')).Arch, 'arm64');
    assert.deepEqual((await guest.agent.ask('hello')).faults, []);
    await guest.agent.ask('welcome');
    assert.match((await runInContainer(guest.machine.engine, 'id; cat /proc/version')).text, /uid=0.*Linux version/s);
    await guest.running.qmp('system_powerdown');
    assert.equal(await guest.running.exited, 0);
  });
}
