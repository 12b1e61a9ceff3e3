// @vitest-environment jsdom
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import { contract as whole } from '../../main/contract';
import type { HostInfo } from '../../main/contract/host';
import { messagePortChannel } from '../../main/rpc/wire/channel-message-port';
import { webSocketChannel } from '../../main/rpc/wire/channel-websocket';
import { serveWire, type WireServer } from '../../main/rpc/wire/server';
import type { Channel } from '../../main/rpc/wire/types';
import { createRpc } from './client';
import { createPageConnection, type ConnectionState } from './connect';

const contract = { host: { info: whole.host.info } } as const;
const INFO: HostInfo = {
  ...{ version: '1', host: 'browser', platform: 'linux', dataDir: '/tmp' },
  ...{ picksFolders: false, opensFiles: false },
};
const serve = (channel: Channel): WireServer =>
  serveWire(channel, {
    contract,
    handlers: { host: { info: async () => INFO } },
    connectionId: 1,
    onInternalError: (error) => expect.fail(String(error)),
  });

/** What the browser host promises: one-time codes, tokens, and a WebSocket for who has one. */
const startHost = async (port = 0) => {
  const codes = new Set<string>();
  const tokens = new Set<string>();
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'slipway.v1' });
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/session/check') {
        const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
        response.writeHead(tokens.has(token) ? 204 : 401).end();
        return;
      }
      const { code } = JSON.parse(body) as { code: string };
      const token = `token-of-${code}`;
      if (codes.delete(code)) tokens.add(token);
      else response.statusCode = 401;
      response.end(response.statusCode === 401 ? '' : JSON.stringify({ token }));
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const [protocol, token = ''] = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
    if (protocol !== 'slipway.v1' || !tokens.has(token)) socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    else sockets.handleUpgrade(request, socket, head, (accepted) => serve(webSocketChannel(accepted)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  onTestFinished(stop);
  return { codes, tokens, stop, port: (server.address() as AddressInfo).port };
};

/** A page of that host, whose requests go there. */
const openPage = (port: number, hash = '') => {
  const nodeFetch = fetch;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => nodeFetch(`http://127.0.0.1:${port}${url}`, init));
  const toHost = (url: string | URL, protocols: string[]) =>
    new NodeWebSocket(String(url).replace(location.host, `127.0.0.1:${port}`), protocols);
  vi.stubGlobal('WebSocket', function (url: string, protocols: string[]) {
    return toHost(url, protocols);
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  history.replaceState(null, '', `/${hash}`);
  return loadPage();
};
const loadPage = () => {
  const page = createPageConnection(window);
  const states: ConnectionState[] = [page.connector.state.get()];
  page.connector.state.subscribe(() => states.push(page.connector.state.get()));
  const leave = page.connect();
  onTestFinished(leave);
  const until = (state: ConnectionState): Promise<void> =>
    vi.waitFor(() => expect(page.connector.state.get()).toBe(state), { timeout: 4_000 });
  return { ...page, states, until, leave, rpc: createRpc(page.connector) };
};

beforeEach(() => sessionStorage.clear());

describe('in a browser', () => {
  test('the code in the address opens the connection, and is gone from it at once', async () => {
    const host = await startHost();
    host.codes.add('code-one-1');
    const { rpc, states, until } = openPage(host.port, '#code-one-1');
    expect(location.href).not.toContain('code-one-1');
    // A call made before there is a connection waits for it.
    expect(await rpc.call('host.info', undefined)).toEqual(INFO);
    await until('open');
    expect(states).toEqual(['connecting', 'open']);
  });

  test('a reload goes on with the same session; a code wins over it, and a used code does not end it', async () => {
    const host = await startHost();
    host.codes.add('code-one-1').add('code-two-2');
    const first = openPage(host.port, '#code-one-1');
    await first.until('open');
    first.leave();
    const second = loadPage();
    await second.until('open');
    second.leave();
    history.replaceState(null, '', '/#code-two-2');
    const third = loadPage();
    await third.until('open');
    expect(sessionStorage.getItem('slipway.session')).toBe('token-of-code-two-2');
    third.leave();
    history.replaceState(null, '', '/#code-two-2');
    const fourth = loadPage();
    await fourth.until('open');
    expect(location.hash).toBe('');
  });

  test('without a session it says so, until a code is submitted', async () => {
    const host = await startHost();
    host.codes.add('code-one-1');
    const { rpc, submitCode, states, until } = openPage(host.port);
    await until('no-session');
    await expect(rpc.call('host.info', undefined)).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    expect(await submitCode('no code at all')).toBe('refused');
    expect(await submitCode('code-none-0')).toBe('refused');
    expect(await submitCode(`http://127.0.0.1:${host.port}/#code-one-1`)).toBe('accepted');
    await until('open');
    expect(states).toEqual(['connecting', 'no-session', 'connecting', 'open']);
    expect(await rpc.call('host.info', undefined)).toEqual(INFO);
  });

  test('a new address pasted into the same tab counts, too', async () => {
    const host = await startHost();
    host.codes.add('code-one-1');
    const { until } = openPage(host.port);
    await until('no-session');
    location.hash = '#code-one-1';
    await until('open');
    expect(location.hash).toBe('');
  });

  test('a lost connection comes back by itself when the host does', async () => {
    const host = await startHost();
    host.codes.add('code-one-1');
    const { rpc, states, until } = openPage(host.port, '#code-one-1');
    await until('open');
    await host.stop();
    await until('lost');
    await expect(rpc.call('host.info', undefined)).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    const again = await startHost(host.port);
    again.tokens.add('token-of-code-one-1');
    await until('open');
    expect(await rpc.call('host.info', undefined)).toEqual(INFO);
    expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
  });

  test('a host that does not know the session any more is told from one that is gone', async () => {
    const host = await startHost();
    host.codes.add('code-one-1');
    const { states, until } = openPage(host.port, '#code-one-1');
    await until('open');
    await host.stop();
    await until('lost');
    await startHost(host.port);
    await until('no-session');
    expect(states).toEqual(['connecting', 'open', 'lost', 'no-session']);
    expect(sessionStorage.length).toBe(0);
  });

  test('a code waits for a host that is not there yet', async () => {
    const host = await startHost();
    await host.stop();
    const { until } = openPage(host.port, '#code-one-1');
    await until('lost');
    const again = await startHost(host.port);
    again.codes.add('code-one-1');
    await until('open');
  });
});

describe('in Electron', () => {
  test('the port the preload hands over is the connection; another one is asked for when it closes', async () => {
    const servers: WireServer[] = [];
    const say = (data: unknown, source: unknown, ports: readonly unknown[]): void => {
      const message = Object.assign(new Event('message'), { data, source, ports });
      window.dispatchEvent(message);
    };
    const requestPort = vi.fn(() => {
      const { port1, port2 } = new MessageChannel();
      const decoy = new MessageChannel().port1;
      servers.push(serve(messagePortChannel(port1)));
      say('slipway:port', null, [decoy]);
      say('something else', window, [decoy]);
      say('slipway:port', window, []);
      say('slipway:port', window, [port2]);
    });
    vi.stubGlobal('slipway', { requestPort });
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    history.replaceState(null, '', '/#not-a-code-here');
    const { rpc, states, until } = loadPage();
    expect(await rpc.call('host.info', undefined)).toEqual(INFO);
    expect(location.hash).toBe('#not-a-code-here');
    servers[0]?.close('Restart.');
    await until('lost');
    await until('open');
    expect(requestPort).toHaveBeenCalledTimes(2);
    expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
  });
});
