/* global window, document, CustomEvent, DataTransfer, File -- runs in the page, before its own scripts */

/**
 * The page's half of contextBridge: builds what the preload exposes, frozen through and through, out of a description.
 * Functions cross as numbers; they carry JSON in, and files by an input that both worlds see, and JSON back.
 *
 * @typedef {{ fn: number } | { value: unknown } | { object: Record<string, Shape> }} Shape
 */
export function mainWorld() {
  /** @param {File} file */
  const lend = (file) => {
    const carrier = new DataTransfer();
    carrier.items.add(file);
    const input = Object.assign(document.createElement('input'), { type: 'file', files: carrier.files });
    input.id = 'electron-double-file';
    document.documentElement.append(input);
    return { file: input.id };
  };
  /** @param {Shape} shape @returns {unknown} */
  const build = (shape) => {
    if ('fn' in shape)
      return Object.freeze((/** @type {unknown[]} */ ...args) => {
        /** @type {string | undefined} */
        let answer;
        const onAnswer = (/** @type {Event} */ event) => (answer = /** @type {CustomEvent<string>} */ (event).detail);
        window.addEventListener('electron-double:answer', onAnswer, { once: true });
        const detail = JSON.stringify({
          id: shape.fn,
          args: args.map((arg) => (arg instanceof File ? lend(arg) : arg)),
        });
        window.dispatchEvent(new CustomEvent('electron-double:call', { detail }));
        window.removeEventListener('electron-double:answer', onAnswer);
        return answer === undefined ? undefined : JSON.parse(answer);
      });
    if ('value' in shape) return shape.value;
    return Object.freeze(Object.fromEntries(Object.entries(shape.object).map(([key, item]) => [key, build(item)])));
  };
  window.addEventListener('electron-double:expose', (event) => {
    const { key, shape } = JSON.parse(/** @type {CustomEvent<string>} */ (event).detail);
    Object.defineProperty(window, key, { value: build(shape), enumerable: true });
  });
}
