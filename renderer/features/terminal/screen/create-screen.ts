import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import { createStyleDocument } from './style-document';

export interface ScreenOptions {
  readonly fontSize: number;
  /** As in the settings. */
  readonly font: string;
  /** False: there is no terminal at the other end, so a line feed alone begins a line. */
  readonly tty: boolean;
  readonly onLink: (url: string) => void;
}

/** A terminal in the page. */
export interface Screen {
  readonly terminal: Terminal;
  readonly search: SearchAddon;
  /** As large as its element allows. */
  fit(): void;
  dispose(): void;
}

/** Lines above the screen; main keeps about as many. */
const LINES = 5000;
/** WCAG's, for text: programs choose colours without knowing the background. */
const CONTRAST = 4.5;

/** The user's fonts first; where they are not there, or none is named, the app's own. */
export function fontFamilyOf(host: HTMLElement, font: string): string {
  const own = getComputedStyle(host).getPropertyValue('--sw-mono');
  return font.trim() === '' ? own : `${font}, ${own}`;
}

export function createScreen(host: HTMLElement, { fontSize, font, tty, onLink }: ScreenOptions): Screen {
  const styles = createStyleDocument(document);
  const terminal = new Terminal({
    ...{ fontSize, scrollback: LINES, convertEol: !tty, minimumContrastRatio: CONTRAST },
    fontFamily: fontFamilyOf(host, font),
    documentOverride: styles.document,
    // For graphemes and for marking what a search found.
    allowProposedApi: true,
    linkHandler: { activate: (_event, url) => onLink(url) },
  });
  const search = new SearchAddon({ highlightLimit: 1000 });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.loadAddon(new WebLinksAddon((_event, url) => onLink(url)));
  styles.during(() => terminal.open(host));
  preferGraphics(terminal);
  return {
    terminal,
    search,
    fit: () => fit.fit(),
    dispose: () => {
      terminal.dispose();
      styles.dispose();
    },
  };
}

/** Drivers that let the processor do a graphics card's work. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL is worth it: done by the processor it takes the time that everything else needs. */
function hasGraphics(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(String(name));
}

/** Without WebGL, or when it is taken away (a browser gives 16 of them), the renderer that draws with elements stays. */
function preferGraphics(terminal: Terminal): void {
  if (!hasGraphics()) return;
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => webgl.dispose());
    terminal.loadAddon(webgl);
  } catch {
    return;
  }
}
