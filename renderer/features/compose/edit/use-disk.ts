import { useEffect, useState } from 'react';
import { whileVisible } from '../../../lib/while-visible';
import { watch } from '../../../rpc/use-stream';

/** By path the SHA-256 of what is on the disk, null where there is nothing; what is not in it is not known. */
export type Disk = ReadonlyMap<string, string | null>;

const UNKNOWN: Disk = new Map();

/** What is on the disk in place of those files, as it changes. */
export function useDisk(paths: readonly string[]): Disk {
  const [disk, setDisk] = useState(UNKNOWN);
  const same = JSON.stringify(paths);
  useEffect(() => {
    const watched = JSON.parse(same) as string[];
    if (watched.length === 0) return;
    return whileVisible(() =>
      watch(
        'composeFiles.watch',
        { paths: watched },
        {
          onItem: ({ files }) =>
            setDisk((before) => new Map([...before, ...files.map(({ path, sha256 }) => [path, sha256] as const)])),
        },
      ),
    );
  }, [same]);
  return disk;
}
