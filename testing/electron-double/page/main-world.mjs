/* global window, CustomEvent -- runs in the page, before its own scripts */

/**
 * The page's half of contextBridge: builds what the preload exposes, frozen through and through, out of a description.
 * Functions cross as numbers; they carry JSON in and nothing back.
 *
 * @typedef {{ fn: number } | { value: unknown } | { object: Record<string, Shape> }} Shape
 */
export function mainWorld() {
  /** @param {Shape} shape @returns {unknown} */
  const build = (shape) => {
    if ('fn' in shape)
      return Object.freeze((/** @type {unknown[]} */ ...args) => {
        const detail = JSON.stringify({ id: shape.fn, args });
        window.dispatchEvent(new CustomEvent('electron-double:call', { detail }));
      });
    if ('value' in shape) return shape.value;
    return Object.freeze(Object.fromEntries(Object.entries(shape.object).map(([key, item]) => [key, build(item)])));
  };
  window.addEventListener('electron-double:expose', (event) => {
    const { key, shape } = JSON.parse(/** @type {CustomEvent<string>} */ (event).detail);
    Object.defineProperty(window, key, { value: build(shape), enumerable: true });
  });
}
