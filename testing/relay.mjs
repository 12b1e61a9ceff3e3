// A port of one network served in another: a dockerd of our own has a loopback of its own.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Place
 * @property {number | null} pid A process whose network it is; null: this one's.
 * @property {number} port Of 127.0.0.1. To listen on, 0: any that is free.
 * @typedef {{ port: number, close: () => Promise<void> }} Relay
 * @typedef {number | string} Where A port of 127.0.0.1, or a socket's path.
 */

// Runs by itself in the other network, so it can refer to nothing outside; a socket's path joins the two.
const HALF = `const net = require('node:net');
const [listen, to] = process.argv.slice(1, 3).map((word) => (/^\\d+$/.test(word) ? { port: Number(word), host: '127.0.0.1' } : { path: word }));
net.createServer({ allowHalfOpen: true }, (a) => {
  const b = net.connect({ ...to, allowHalfOpen: true });
  a.pipe(b).pipe(a);
  for (const [one, other] of [[a, b], [b, a]]) one.on('error', () => other.destroy()).on('close', () => other.destroy());
}).listen(listen, function () { console.log(this.address().port ?? 0); });`;

/** @param {number | null} pid @param {Where} listen @param {Where} to @returns {Promise<Relay>} */
const startHalf = (pid, listen, to) =>
  new Promise((resolve, reject) => {
    const node = [process.execPath, '-e', HALF, String(listen), String(to)];
    const [command = '', ...args] = pid === null ? node : ['nsenter', '--target', String(pid), '--net', ...node];
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((done) => child.once('exit', done));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a relay ended with ${String(code)}`)));
    child.stdout.once('data', (said) =>
      resolve({
        port: Number(String(said)),
        async close() {
          child.kill('SIGKILL');
          await ended;
        },
      }),
    );
  });

/** Serves `to` as `listen`. @param {Place} listen @param {Place} to @returns {Promise<Relay>} */
export async function startRelay(listen, to) {
  if (listen.pid === to.pid) return startHalf(listen.pid, listen.port, to.port);
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-relay-'));
  const middle = path.join(dir, 'relay.sock');
  const far = await startHalf(to.pid, middle, to.port);
  const near = await startHalf(listen.pid, listen.port, middle);
  return {
    port: near.port,
    async close() {
      await Promise.all([near.close(), far.close()]);
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A port of 127.0.0.1 that was free a moment ago. @returns {Promise<number>} */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
