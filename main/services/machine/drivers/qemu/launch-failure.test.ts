import { describe, expect, it } from 'vitest';
import { launchFailure } from './launch-failure';

describe('why QEMU did not begin', () => {
  it.each([
    [
      "qemu-system-x86_64: -netdev user,id=net0: Could not set up host forwarding rule 'tcp:127.0.0.1:2376-10.0.2.15:2376'",
      ...['port-in-use', 'Port 127.0.0.1:2376'],
    ],
    ['qemu-system-x86_64: -device virtio-blk-pci: Failed to get "write" lock', 'failed', 'Another program uses'],
    ["qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory", 'failed', 'not enough memory'],
    ["qemu-system-x86_64: could not load kernel '/x/vmlinuz': No such file", 'failed', '/x/vmlinuz'],
    ['qemu: Failed to write: No space left on device', 'disk-full', 'Make room'],
    ['Segmentation fault', 'failed', 'exit code 1'],
  ])('%s', (output, kind, words) => {
    const error = launchFailure(`${output}\n`, 'exit code 1');
    expect(error).toMatchObject({ kind, detail: output });
    expect(error.message).toContain(words);
  });
});
