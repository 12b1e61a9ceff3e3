import type { SettingsPatch } from '../../main/contract/settings';
import { errorLine } from '../lib/errors';
import { updateSettings } from '../rpc/stores/settings-store';
import { showToast } from '../ui/toast-store';

/** Shown at once; what goes wrong is told. */
export async function saveSettings(patch: SettingsPatch): Promise<void> {
  try {
    await updateSettings(patch);
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}
