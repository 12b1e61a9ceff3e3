/** Whether this page is the desktop app's: its window is Slipway's own, and no browser's keys are in the way. */
export const IS_DESKTOP = window.slipway !== undefined;
