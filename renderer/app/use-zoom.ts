import { useActions } from '../lib/actions/use-actions';
import { useSettings } from '../rpc/stores/settings-store';
import { APP_ACTIONS } from './app-actions';
import { IS_DESKTOP } from './desktop';
import { saveSettings } from './save-settings';

/** Per cent, as browsers have them; of the settings. */
const STEPS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

const zoomTo = (zoom: number): void => void saveSettings({ appearance: { zoom } });

const { zoomIn, zoomOut, zoomReset } = APP_ACTIONS;
const ZOOM_ACTIONS = { zoomIn, zoomOut, zoomReset };

/** The desktop app's window follows the setting; in a browser zooming is the browser's own, and its keys stay its. */
export function useZoom(): void {
  const zoom = useSettings(({ value }) => value?.appearance.zoom ?? 100);
  const up = STEPS.find((step) => step > zoom) ?? zoom;
  const down = STEPS.findLast((step) => step < zoom) ?? zoom;
  useActions(
    ZOOM_ACTIONS,
    IS_DESKTOP ? { zoomIn: () => zoomTo(up), zoomOut: () => zoomTo(down), zoomReset: () => zoomTo(100) } : {},
  );
}
