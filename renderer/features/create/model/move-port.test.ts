import { describe, expect, it } from 'vitest';
import type { SpecPort } from '../../../../main/contract/spec';
import { movePort, readPortMove } from './move-port';

const port = (hostPort: string, containerPort: string, protocol: SpecPort['protocol'] = 'tcp'): SpecPort => ({
  ...{ hostIp: '', hostPort, containerPort, protocol },
});
const move = { from: 8080, to: 8082, inside: 80, protocol: 'tcp' };

describe('a move of a port', () => {
  it('is read from an address, or is none', () => {
    expect(readPortMove('8080:8082:80/tcp')).toEqual(move);
    for (const bad of [
      '',
      '8080:8082',
      '8080:8082:80',
      '0:8082:80/tcp',
      '8080:65536:80/tcp',
      '8080:8082:80/tcp x',
      'a:b:c/tcp',
    ])
      expect(readPortMove(bad)).toBeNull();
  });

  it('changes that one and no other', () => {
    const others = [port('8080', '80', 'udp'), port('8080', '81'), port('8081', '80')];
    expect(movePort([port('8080', '80'), ...others], move)).toEqual([port('8082', '80'), ...others]);
  });

  it('finds what the engine chose itself, and says when it is not there', () => {
    expect(movePort([port('', '80')], move)).toEqual([port('8082', '80')]);
    expect(movePort([port('8000-8100', '80')], move)).toEqual([port('8082', '80')]);
    expect(movePort([port('9000', '80'), port('8080', '81')], move)).toBeNull();
  });
});
