import type { MachineSettings } from '../../../contract/machine';
import type { Share } from '../driver';
import { defaultShares, normalizeShares } from '../shares/normalize';

export interface SharesPlace {
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly dataDir: string;
}

/** What is shared by these settings. Rejects with ShareError. */
export const sharesOf = async (
  { shares }: Pick<MachineSettings, 'shares'>,
  { homeDir, platform, dataDir }: SharesPlace,
): Promise<readonly Share[]> =>
  shares === null ? defaultShares(homeDir, platform) : normalizeShares(shares, platform, dataDir);
