import type { Page } from '@playwright/test';
import { connectClient } from './wire-client';

/** A client of Slipway without a browser. */
export interface LayersClient {
  /** Opens an image, and reads the root of its last layer. */
  firstTree(image: string): Promise<void>;
  close(): void;
}

/** With the session of a page that is open already. */
export async function connectLayers(page: Page): Promise<LayersClient> {
  const client = await connectClient(page);
  return {
    async firstTree(image) {
      for await (const item of client.stream('layers.open', { imageId: image })) {
        if (item.type !== 'ready') continue;
        const { imageId, layers } = item.image;
        const wish = { imageId, layer: layers.length - 1, path: '/', changes: [], sort: 'name', offset: 0 } as const;
        const { total } = await client.call('layers.children', { ...wish, changes: [] });
        if (total === 0) throw new Error('the tree is empty');
      }
    },
    close: () => client.close(),
  };
}
