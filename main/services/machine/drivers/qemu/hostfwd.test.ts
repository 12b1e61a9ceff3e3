import { describe, expect, it } from 'vitest';
import { addCommand, checkRule, parseUsernet, removeCommand } from './hostfwd';

const rule = { protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 8080, guestPort: 80 } as const;

describe('host forwarding', () => {
  it('is spelled as QEMU does', () => {
    expect(addCommand(rule)).toBe('hostfwd_add net0 tcp:127.0.0.1:8080-10.0.2.15:80');
    expect(removeCommand(rule)).toBe('hostfwd_remove net0 tcp:127.0.0.1:8080');
  });

  it('lists rules, not connections', () => {
    const text = [
      'Hub -1 (net0):',
      '  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ',
      '  TCP[HOST_FORWARD]  18               * 18082       10.0.2.15    81     0     0',
      '  TCP[ESTABLISHED]   20       127.0.0.1 18080       10.0.2.15    80     0     0',
      '  UDP[HOST_FORWARD]  17       127.0.0.1 18081       10.0.2.15    53     0     0',
      '  UDP[236 sec]       21       10.0.2.15 40000         8.8.8.8    53     0     0',
      '  ICMP[10 sec]       22       10.0.2.15   1           8.8.8.8    0      0     0',
      '',
    ].join('\n');
    expect(parseUsernet(text)).toEqual([
      { protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 18_082, guestPort: 81 },
      { protocol: 'udp', hostIp: '127.0.0.1', hostPort: 18_081, guestPort: 53 },
    ]);
    expect(parseUsernet('')).toEqual([]);
  });

  it('lets nothing through that is no address and port', () => {
    expect(() => checkRule(rule)).not.toThrow();
    for (const hostIp of ['::1', '::', 'localhost', '', '127.0.0.1\nquit', '127.0.0.1:1-:2']) {
      expect(() => checkRule({ ...rule, hostIp })).toThrow();
    }
    for (const port of [0, -1, 65_536, 1.5, Number.NaN]) {
      expect(() => checkRule({ ...rule, hostPort: port })).toThrow();
      expect(() => checkRule({ ...rule, guestPort: port })).toThrow();
    }
  });
});
