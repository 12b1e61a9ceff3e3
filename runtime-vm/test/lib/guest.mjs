// A guest for the tests of one file: the image built, a machine made and booted before them, all gone after them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { passed } from './agent.mjs';
import { makeMachine } from './machine.mjs';

/** Longer than a boot takes under emulation beside other work. */
export const READY_MS = 180_000;
const EVENTUALLY_MS = 60_000;
const LOOK_AGAIN_MS = 100;

/** @typedef {import('./machine.mjs').Arch} Arch */

/** Builds the image, unless it is there. @param {Arch} arch */
function buildImage(arch) {
  const built = spawnSync(process.execPath, ['runtime-vm/image/build.mjs', '--arch', arch], { stdio: 'inherit' });
  assert.equal(built.status, 0);
}

/**
 * @param {Parameters<typeof makeMachine>[0]} [wanted]
 */
export async function makeGuest(wanted = {}) {
  buildImage(wanted.arch ?? 'amd64');
  const machine = await makeMachine(wanted);
  const running = await machine.start();
  const guest = {
    machine,
    running,
    agent: await running.agent(),
    /** A connection of its own for who comes next. */
    reconnect: async () => {
      await guest.agent.close();
      guest.agent = await guest.running.agent();
    },
    /** @param {number} [timeoutMs] */
    ready: (timeoutMs = READY_MS) => passed(guest.agent, 'engine-ready', timeoutMs),
    /** Starts it again after its end. */
    startAgain: async () => {
      await guest.agent.close();
      guest.running = await machine.start();
      guest.agent = await guest.running.agent();
    },
    /** Ends it in order. */
    shutDown: async () => {
      await guest.agent.ask('shutdown');
      assert.equal(await guest.running.exited, 0);
      await guest.agent.close();
    },
    remove: async () => {
      await guest.agent.close();
      await guest.running.end();
      await machine.remove();
    },
  };
  return guest;
}

/** @typedef {Awaited<ReturnType<typeof makeGuest>>} Guest */

/** @param {() => Promise<boolean>} holds @param {string} what */
export async function eventually(holds, what) {
  const deadline = Date.now() + EVENTUALLY_MS;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
