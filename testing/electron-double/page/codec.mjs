/* global atob, btoa -- both runtimes have them */

/**
 * Structured data as JSON, between node and a page: what JSON cannot say is tagged. Pasted into pages as it stands, so it
 * uses nothing from outside but what both have.
 */

/** @param {unknown} value @returns {unknown} */
function pack(value) {
  if (value === undefined) return { $: 'undefined' };
  if (value instanceof Date) return { $: 'date', value: value.getTime() };
  if (value instanceof Uint8Array) {
    let text = '';
    for (let at = 0; at < value.length; at += 8192) text += String.fromCharCode(...value.subarray(at, at + 8192));
    return { $: 'bytes', value: btoa(text) };
  }
  if (Array.isArray(value)) return { $: 'array', value: value.map(pack) };
  if (typeof value === 'object' && value !== null)
    return { $: 'object', value: Object.entries(value).map(([key, item]) => [key, pack(item)]) };
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    throw new Error(`a ${typeof value} cannot be carried`);
  return value;
}

/** @param {any} packed @returns {unknown} */
function unpack(packed) {
  if (typeof packed !== 'object' || packed === null) return packed;
  if (packed.$ === 'undefined') return undefined;
  if (packed.$ === 'date') return new Date(packed.value);
  if (packed.$ === 'bytes') return Uint8Array.from(atob(packed.value), (char) => char.charCodeAt(0));
  if (packed.$ === 'array') return packed.value.map(unpack);
  return Object.fromEntries(packed.value.map((/** @type {[string, unknown]} */ [key, item]) => [key, unpack(item)]));
}

export { pack, unpack };
