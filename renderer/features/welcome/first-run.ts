import { errorLine } from '../../lib/errors';
import { updateSettings } from '../../rpc/stores/settings-store';
import { showToast } from '../../ui/toast-store';

const failed = (error: unknown): void => showToast('bad', errorLine(error));

/** The first run is over, and is not shown again. */
export const endFirstRun = (): void => void updateSettings({ welcome: { done: true } }).catch(failed);

export const endTour = (): void => void updateSettings({ welcome: { tourDone: true } }).catch(failed);
