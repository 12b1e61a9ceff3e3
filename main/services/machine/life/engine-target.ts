import path from 'node:path';
import type { MachineState } from '../../../contract/machine';
import { type Discovered, unusable } from '../../engine/discovered';
import type { Power, Target } from '../../engine/target';
import { msg } from '../../../../texts/msg';
import { sayMsg } from '../../../../texts/say';

const KEY = 'vm';
const NAME = 'Slipway VM';

/** The way to the guest's engine: mutual TLS over a forwarded loopback port. */
export function vmTarget(enginePort: number, tlsDir: string, power: Power): Target {
  const url = `tcp://127.0.0.1:${String(enginePort)}`;
  return {
    endpoint: {
      ...{ kind: 'network', host: '127.0.0.1', port: enginePort, secure: true, basePath: '', auth: null },
      ...{ loopback: true, url },
    },
    tls: {
      ca: path.join(tlsDir, 'ca.pem'),
      cert: path.join(tlsDir, 'client.pem'),
      key: path.join(tlsDir, 'client.pem'),
      skipVerify: false,
    },
    power,
  };
}

const WORDS: Readonly<Record<MachineState['power'], string>> = {
  absent: msg('It was not made yet. Create and start it on the Engine page.'),
  stopped: msg('It is off. Start it on the Engine page.'),
  starting: msg('It is starting.'),
  running: msg('Its engine does not answer yet.'),
  sleeping: '',
  stopping: msg('It is being stopped.'),
  broken: msg('It needs a decision: see the Engine page.'),
};

/** `target`: null while it is off. */
export const ownEngine = ({ power, socketUrl }: MachineState, socket: string, target: Target | null): Discovered => ({
  ...{ key: KEY, name: NAME, url: socketUrl, source: 'slipway', start: null, socket },
  reach: target === null ? unusable('absent', sayMsg(WORDS[power])) : { target },
});
