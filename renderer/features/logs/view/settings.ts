import type { LogsSettings } from '../../../../main/contract/logs';
import { errorLine } from '../../../lib/errors';
import { updateSettings, useSettings } from '../../../rpc/stores/settings-store';
import { showToast } from '../../../ui/toast-store';

/** As the contract's, until main has told. */
const DEFAULTS: LogsSettings = {
  ...{ timestamps: 'off', wrap: true, fontSize: 12, histogram: false, highlights: [], savedSearches: [] },
};

export const SMALLEST_FONT = 9;
export const LARGEST_FONT = 24;

export const useLogsSettings = (): LogsSettings => useSettings(({ value }) => value?.logs ?? DEFAULTS);

export function changeSettings(change: Partial<LogsSettings>): void {
  updateSettings({ logs: change }).catch((error: unknown) => showToast('bad', errorLine(error)));
}
