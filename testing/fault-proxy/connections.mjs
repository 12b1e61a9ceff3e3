// The outer half of the fault proxy: whole connections, bytes unread.
import net from 'node:net';

/** @param {string} inner Socket of the inner half. */
export function createConnections(inner) {
  /** @type {Map<net.Socket, net.Socket | null>} null: swallowed */
  const pairs = new Map();
  let frozen = false;
  let swallowing = false;

  /** @param {net.Socket} client @param {net.Socket} upstream */
  const flow = (client, upstream) => {
    client.pipe(upstream);
    upstream.pipe(client);
  };
  /** @param {net.Socket} client @param {net.Socket | null} upstream */
  const hold = (client, upstream) => {
    for (const socket of [client, upstream]) {
      socket?.unpipe();
      socket?.pause();
    }
  };
  /** @param {net.Socket} client */
  const swallow = (client) => {
    const upstream = pairs.get(client) ?? null;
    pairs.set(client, null);
    hold(client, upstream);
    upstream?.destroy();
    client.on('data', () => undefined);
    client.resume();
  };

  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => undefined);
    pairs.set(client, null);
    client.once('close', () => {
      pairs.get(client)?.destroy();
      pairs.delete(client);
    });
    if (swallowing) {
      swallow(client);
      return;
    }
    const upstream = net.connect({ path: inner, allowHalfOpen: true });
    pairs.set(client, upstream);
    upstream.on('error', () => undefined);
    upstream.once('close', () => {
      if (pairs.get(client) === upstream) client.destroy();
    });
    if (frozen) hold(client, upstream);
    else flow(client, upstream);
  });
  const cut = () => {
    // Only TCP knows a reset; a local socket just breaks.
    for (const client of pairs.keys())
      if (client.remoteAddress === undefined) client.destroy();
      else client.resetAndDestroy();
  };

  return {
    server,
    cut,
    /** @param {boolean} on */
    freeze: (on) => {
      if (on === frozen) return;
      frozen = on;
      for (const [client, upstream] of pairs) if (upstream !== null) (on ? hold : flow)(client, upstream);
    },
    /** @param {boolean} on */
    halfOpen: (on) => {
      swallowing = on;
      if (on) for (const client of pairs.keys()) swallow(client);
    },
    end: () => {
      for (const client of pairs.keys()) client.destroy();
    },
  };
}
