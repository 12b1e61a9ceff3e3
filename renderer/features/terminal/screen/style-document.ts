// xterm writes its rules into style elements and some colours into style attributes; the page's policy forbids both. Here
// they go through the CSSOM instead, which the policy allows.

/** The real document, but for the style elements it creates. */
export interface StyleDocument {
  readonly document: Document;
  /** While this work is done the real document creates them in the same way: xterm asks it for one, override or not. */
  during(work: () => void): void;
  /** Takes all rules away. */
  dispose(): void;
}

const HTML = 'http://www.w3.org/1999/xhtml';

export function createStyleDocument(real: Document): StyleDocument {
  const sheets = new Set<CSSStyleSheet>();
  const drop = (sheet: CSSStyleSheet): void => {
    sheets.delete(sheet);
    real.adoptedStyleSheets = real.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  const createElement = (name: string): HTMLElement => {
    if (name !== 'style') return real.createElementNS(HTML, name);
    const sheet = new CSSStyleSheet();
    sheets.add(sheet);
    real.adoptedStyleSheets = [...real.adoptedStyleSheets, sheet];
    return sheetElement(real.createElementNS(HTML, 'i'), sheet, () => drop(sheet));
  };
  const document = new Proxy(real, {
    get: (target, key) => {
      if (key === 'createElement') return createElement;
      const value: unknown = Reflect.get(target, key, target);
      // A document's methods work on the document only.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const releaseSpans = holdSafeSpans();
  return {
    document,
    during: (work) => {
      Object.defineProperty(real, 'createElement', { configurable: true, value: createElement });
      try {
        work();
      } finally {
        Reflect.deleteProperty(real, 'createElement');
      }
    },
    dispose: () => {
      sheets.forEach(drop);
      releaseSpans();
    },
  };
}

/** Stands where the style element would: what is written into it are the sheet's rules. */
function sheetElement(element: HTMLElement, sheet: CSSStyleSheet, drop: () => void): HTMLElement {
  element.hidden = true;
  Object.defineProperty(element, 'textContent', { get: () => '', set: (rules: string) => sheet.replaceSync(rules) });
  const remove = element.remove.bind(element);
  element.remove = () => {
    drop();
    remove();
  };
  return element;
}

let holders = 0;

/**
 * The spans of a row are made by the real document whatever override there is, and their exact colours are style
 * attributes: while there is a terminal, setting one on a span does the same by the CSSOM. Returns how to end it.
 */
function holdSafeSpans(): () => void {
  const { prototype } = HTMLSpanElement;
  if (holders === 0) Object.defineProperty(prototype, 'setAttribute', { configurable: true, value: setAttribute });
  holders += 1;
  return () => {
    holders -= 1;
    if (holders === 0) Reflect.deleteProperty(prototype, 'setAttribute');
  };
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
