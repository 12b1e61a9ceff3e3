import type { GuestArch } from '../../driver';

interface Packager {
  /** `ID` or one of `ID_LIKE` in os-release. */
  readonly ids: readonly string[];
  readonly command: string;
  readonly packages: Readonly<Record<GuestArch, string>>;
}

const both = (name: string): Packager['packages'] => ({ amd64: name, arm64: name });

const PACKAGERS: readonly Packager[] = [
  {
    ids: ['debian', 'ubuntu'],
    // The recommended packages are its windows and their toolkits.
    command: 'apt-get install -y --no-install-recommends',
    packages: { amd64: 'qemu-system-x86', arm64: 'qemu-system-arm' },
  },
  {
    ids: ['fedora'],
    command: 'dnf install -y',
    packages: { amd64: 'qemu-system-x86-core', arm64: 'qemu-system-aarch64-core' },
  },
  // Those that descend from Fedora have it as a part of their virtualization.
  { ids: ['rhel', 'centos'], command: 'dnf install -y', packages: both('qemu-kvm') },
  {
    ids: ['arch'],
    command: 'pacman -S --needed --noconfirm',
    packages: { amd64: 'qemu-system-x86', arm64: 'qemu-system-aarch64' },
  },
  { ids: ['suse', 'opensuse'], command: 'zypper install -y', packages: { amd64: 'qemu-x86', arm64: 'qemu-arm' } },
  { ids: ['alpine'], command: 'apk add', packages: { amd64: 'qemu-system-x86_64', arm64: 'qemu-system-aarch64' } },
];

const valueOf = (osRelease: string, key: string): string =>
  new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1] ?? '';

const packager = (osRelease: string): Packager | undefined => {
  // The system itself before what it is like.
  const ids = [valueOf(osRelease, 'ID'), ...valueOf(osRelease, 'ID_LIKE').split(' ')];
  return ids.map((id) => PACKAGERS.find((each) => each.ids.includes(id))).find((each) => each !== undefined);
};

export interface System {
  readonly platform: NodeJS.Platform;
  readonly arch: GuestArch;
  /** Content of /etc/os-release; empty where there is none. */
  readonly osRelease: string;
  readonly isRoot: boolean;
}

/** The exact command that installs (or renews) QEMU here; null: not known for this system. */
export function installCommand({ platform, arch, osRelease, isRoot }: System): string | null {
  if (platform === 'darwin') return 'brew install qemu';
  if (platform === 'win32') return 'winget install --exact --id SoftwareFreedomConservancy.QEMU';
  const found = platform === 'linux' ? packager(osRelease) : undefined;
  return found === undefined ? null : `${isRoot ? '' : 'sudo '}${found.command} ${found.packages[arch]}`;
}
