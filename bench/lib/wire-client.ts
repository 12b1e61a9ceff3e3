import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import type { Contract } from '../../main/contract';
import { webSocketChannel } from '../../main/rpc/wire/channel-websocket';
import { connectWire } from '../../main/rpc/wire/client';

/** A client of Slipway without a browser, with the session of a page that is open already. */
export async function connectClient(page: Page) {
  // It has its session once it shows anything.
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  const { origin, host } = new URL(page.url());
  const token = await page.evaluate(() => sessionStorage.getItem('slipway.session') ?? '');
  const socket = new WebSocket(`ws://${host}/rpc`, ['slipway.v1', token], { origin, perMessageDeflate: false });
  // Made before the socket opens, so that no frame is missed.
  const client = connectWire<Contract>(webSocketChannel(socket));
  await client.opened;
  return client;
}
