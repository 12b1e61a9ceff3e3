import { describe, expect, it } from 'vitest';
import { whereListening } from './judge';
import { argumentsOf, readAnswers, readLocal } from './script';

describe('what the script says', () => {
  it('is read by the place of each question', () => {
    const output = [
      'tool nc-e nslookup',
      'listen tcp 0100007F:1F90',
      'listen tcp6 00000000000000000000000000000000:0050',
      'listen end end',
      'dns 0 Server: 127.0.0.11 Address: 127.0.0.11:53  Name: web Address: 172.18.0.2 Address: fd00::2',
      'dns 1 172.18.0.9 172.18.0.9',
      "tcp 2 1 nc: can't connect to remote host (172.18.0.2): Connection refused",
      'tcp 3 143 ',
      'tcp 4 0 ',
      'tcp 5 1 No route to host',
    ].join('\n');
    const answers = readAnswers(output);
    expect(answers).toMatchObject({ tool: 'nc', namer: 'nslookup' });
    expect(answers?.listeners).toEqual([
      { address: '127.0.0.1', port: 8080 },
      { address: '::', port: 80 },
    ]);
    expect(answers?.names.get(0)).toEqual(['172.18.0.2', 'fd00::2']);
    expect(answers?.names.get(1)).toEqual(['172.18.0.9']);
    const outcomes = [2, 3, 4, 5].map((at) => answers?.tries.get(at)?.outcome);
    expect(outcomes).toEqual(['refused', 'timeout', 'connected', 'unreachable']);
  });

  it('is nothing where it did not run, and bounded where it lies', () => {
    expect(readAnswers('')).toBeNull();
    expect(readAnswers('OCI runtime exec failed: exec: "sh": executable file not found')).toBeNull();
    const lies = readAnswers(`tool nc getent\ntcp 0 1 ${'x'.repeat(9000)}\ntcp x y z\nlisten tcp nonsense`);
    expect(lies?.listeners).toBeNull();
    expect(lies?.tries.get(0)?.detail.length).toBeLessThanOrEqual(300);
  });

  it.each([
    ['00000000:0050', '0.0.0.0', 80],
    ['0200A8C0:1538', '192.168.0.2', 5432],
    ['00000000000000000000000001000000:0016', '::1', 22],
    ['0000000000000000FFFF00000100007F:0016', '127.0.0.1', 22],
  ])('%s of /proc/net is %s', (local, address, port) => {
    expect(readLocal(local)).toEqual({ address, port });
  });

  it('is asked for by words that no name can leave', () => {
    expect(
      argumentsOf([{ kind: 'listen' }, { kind: 'dns', name: 'a b; id' }, { kind: 'tcp', address: '::1', port: 80 }]),
    ).toEqual(['listen', 'dns', 'a b; id', 'tcp', '::1', '80']);
  });
});

describe('where something listens', () => {
  const at = (...addresses: string[]) => addresses.map((address) => ({ address, port: 80 }));

  it.each([
    [null, 'unknown'],
    [at(), 'nowhere'],
    [at('0.0.0.0'), 'all'],
    [at('::', '127.0.0.1'), 'all'],
    [at('127.0.0.1', '::1'), 'loopback'],
    [at('10.0.0.5'), 'all'],
    [at('10.0.0.6'), 'some'],
  ] as const)('%j is %s', (listeners, where) => {
    expect(whereListening(listeners, 80, ['10.0.0.5'])).toBe(where);
  });
});
