import { rpc } from '../../rpc/client';

interface Wish {
  readonly imageId: string;
  readonly name: string;
  readonly format: 'cyclonedx' | 'spdx';
}

/** The browser saves it under the name that comes with it, and asks where to if it is set to. Rejects as `rpc` does. */
export async function beginSbom(wish: Wish): Promise<void> {
  const { url } = await rpc.call('layers.sbom', wish);
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
