import type { Page } from '@playwright/test';

/** What a reader who zooms cannot get at: empty is well. Evaluated in a page of the size in question. */
export const outOfReach = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const words = (element: Element): string => element.outerHTML.slice(0, 120);
    const sideways = (element: Element): boolean => element.scrollWidth > element.clientWidth + 1;
    const main = document.querySelector('main');
    if (main === null) return ['there is no main'];
    if (sideways(document.documentElement)) found.push('the page scrolls sideways');
    if (sideways(main)) found.push('the view scrolls sideways');
    if (main.clientHeight < 100) found.push('the view has no room');
    // What is in a scroller of its own (a table, code, tabs) can be scrolled to.
    const inScroller = (element: Element): boolean => {
      for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement)
        if (at !== main && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
      return false;
    };
    for (const control of document.querySelectorAll('a, button, input, select, textarea')) {
      const { left, right, width } = control.getBoundingClientRect();
      const isSeen = width > 1 && control.checkVisibility({ visibilityProperty: true });
      if (isSeen && (right > innerWidth + 1 || left < -1) && !inScroller(control))
        found.push(`cut off: ${words(control)}`);
    }
    return found;
  });

/** As `outOfReach`, of what is opened over the view: where it lies, and whether it took the focus. */
export const overlayOutOfReach = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate((within) => {
    const overlay = document.querySelector(within);
    if (overlay === null) return ['it is not there'];
    const { left, right, top, bottom } = overlay.getBoundingClientRect();
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowY) || scrolls(element.parentElement));
    return [
      ...(left < -1 || right > innerWidth + 1 ? ['it is cut off at a side'] : []),
      ...(top < -1 || (bottom > innerHeight + 1 && !scrolls(overlay)) ? ['it is cut off above or below'] : []),
      ...(overlay.contains(document.activeElement) ? [] : ['the focus is not in it']),
    ];
  }, selector);

/** WCAG 1.4.12, over whatever the page says. The page's policy lets no style element in, a sheet of the script's it does. */
export const spaceText = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });

/** Where the focus is, and what is wrong with how it can be seen: covered, outside, or without a mark. */
export const focusSeen = (page: Page): Promise<{ readonly on: string; readonly wrong: string }> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { on: 'nothing', wrong: '' };
    const on = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)}`;
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + Math.min(height / 2, 10)];
    const hit = document.elementFromPoint(x, y);
    const isCovered =
      hit === null || !(element.contains(hit) || hit.contains(element) || hit.closest('label') !== null);
    if (isCovered) return { on, wrong: `covered by ${hit?.outerHTML.slice(0, 100) ?? 'nothing: it is out of sight'}` };
    const marked = [undefined, '::after', '::before'].some((part) => {
      const { content, outlineStyle, outlineWidth, boxShadow, borderStyle } = getComputedStyle(element, part);
      if (part !== undefined) return content !== 'none' && borderStyle === 'solid';
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    return { on, wrong: marked ? '' : 'nothing marks it' };
  });
