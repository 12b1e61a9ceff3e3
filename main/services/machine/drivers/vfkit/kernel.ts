import fs from 'node:fs/promises';
import { DriverError, type ImageFiles } from '../../driver';

/** Documentation/arch/arm64/booting.rst: the magic number of an uncompressed kernel. */
const MAGIC = { at: 0x38, text: 'ARM\x64' } as const;

/**
 * Virtualization.framework starts no compressed kernel on arm64, and an amd64 one not at all on an arm64 Mac: the first
 * hangs without a word. Throws DriverError `unsupported`.
 */
export async function checkKernel({ kernel, arch }: ImageFiles): Promise<void> {
  if (arch !== 'arm64') return;
  const handle = await fs.open(kernel, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(MAGIC.text.length), 0, MAGIC.text.length, MAGIC.at);
    if (buffer.toString('latin1') === MAGIC.text) return;
  } finally {
    await handle.close();
  }
  throw new DriverError(
    'unsupported',
    "The image's kernel is compressed, and macOS starts only uncompressed ones.",
    null,
    kernel,
  );
}
