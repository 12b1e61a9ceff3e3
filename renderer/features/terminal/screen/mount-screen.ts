import type { TerminalSession } from '../../../../main/contract/terminal';
import type { TerminalSettings } from '../../../../main/contract/settings';
import { copyText } from '../../../ui/copy-button';
import { DARK, LIGHT } from './colours';
import { createScreen, fontFamilyOf, type Screen } from './create-screen';
import { guard, isFocusReport } from './guards';
import { commandOf } from './keys';
import { type LinkState, linkSession, type SessionLink } from './link-session';
import { harmlessPaste, needsQuestion, PASTE_LIMIT } from './paste';

export interface MountEvents {
  readonly onState: (state: LinkState) => void;
  readonly onOverrun: () => void;
  readonly onFind: () => void;
  readonly onLeave: () => void;
  readonly onLink: (url: string) => void;
  /** Lines that the program would take for commands: asked before they are pasted. */
  readonly onPaste: (text: string) => void;
  readonly onPasteTooLong: () => void;
  /** A program wants this in the clipboard. */
  readonly onClipboard: (text: string) => void;
}

export interface Look extends Pick<TerminalSettings, 'fontSize' | 'font' | 'screenReader'> {
  readonly dark: boolean;
}

/** A session on the page. */
export interface Mounted extends Pick<Screen, 'search'> {
  focus(): void;
  /** Sends it, whatever it is. */
  paste(text: string): void;
  restart(): void;
  take(): void;
  setEnded(ended: boolean): void;
  setLook(look: Look): void;
  /** Names it for those who do not see it. */
  describe(label: string, descriptionId: string): void;
  dispose(): void;
}

const encoder = new TextEncoder();
const ENTER = 0x0d;

interface Self {
  readonly host: HTMLElement;
  readonly screen: Screen;
  readonly events: MountEvents;
  readonly link: SessionLink;
  state: LinkState;
  ended: boolean;
}

export function mountScreen(
  host: HTMLElement,
  session: Pick<TerminalSession, 'id' | 'tty'>,
  look: Look,
  events: MountEvents,
): Mounted {
  const screen = createScreen(host, { ...look, tty: session.tty, onLink: events.onLink });
  const { terminal } = screen;
  guard(terminal, { isReplaying: () => self.state !== 'live', onClipboard: events.onClipboard });
  const link = linkSession(terminal, session.id, {
    onState: (state) => {
      self.state = state;
      fit(self);
      events.onState(state);
    },
    onOverrun: events.onOverrun,
  });
  const self: Self = { host, screen, events, link, state: 'replaying', ended: false };
  const stop = listen(self);
  setLook(self, look);
  return {
    search: screen.search,
    focus: () => terminal.focus(),
    paste: (text) => terminal.paste(harmlessPaste(text)),
    restart: () => link.send({ type: 'restart' }),
    take: () => link.take(),
    setEnded: (ended) => {
      self.ended = ended;
    },
    setLook: (next) => setLook(self, next),
    describe: (label, descriptionId) => {
      terminal.textarea?.setAttribute('aria-label', label);
      terminal.textarea?.setAttribute('aria-describedby', descriptionId);
    },
    dispose: () => {
      stop();
      link.close();
      screen.dispose();
    },
  };
}

/** To what is typed, pasted, and to the room there is. Returns how to stop. */
function listen(self: Self): () => void {
  const { host, screen, events } = self;
  const { terminal } = screen;
  terminal.onData((text) => {
    if (!isFocusReport(text)) type(self, encoder.encode(text));
  });
  terminal.onBinary((text) =>
    type(
      self,
      Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    ),
  );
  terminal.attachCustomKeyEventHandler((event) => !handleKey(event, screen, events));
  const stopPaste = interceptPaste(host, (text) => {
    if (text.length > PASTE_LIMIT) events.onPasteTooLong();
    else if (needsQuestion(text, terminal.modes.bracketedPasteMode)) events.onPaste(text);
    else terminal.paste(harmlessPaste(text));
  });
  const observer = new ResizeObserver(() => fit(self));
  observer.observe(host);
  return () => {
    observer.disconnect();
    stopPaste();
  };
}

/** While old output is drawn the size is that of then. */
function fit({ state, host, screen, link }: Self): void {
  if (state !== 'live' || host.clientWidth === 0) return;
  screen.fit();
  const { cols, rows } = screen.terminal;
  link.send({ type: 'resize', cols, rows });
}

function type({ ended, link }: Self, bytes: Uint8Array<ArrayBuffer>): void {
  if (!ended) link.type(bytes);
  else if (bytes.length === 1 && bytes[0] === ENTER) link.send({ type: 'restart' });
}

function setLook(self: Self, { fontSize, font, screenReader, dark }: Look): void {
  const { options } = self.screen.terminal;
  const fontFamily = fontFamilyOf(self.host, font);
  options.theme = dark ? DARK : LIGHT;
  options.screenReaderMode = screenReader;
  if (options.fontSize === fontSize && options.fontFamily === fontFamily) return;
  options.fontSize = fontSize;
  options.fontFamily = fontFamily;
  fit(self);
}

/** True: the key is not the program's. */
function handleKey(event: KeyboardEvent, { terminal }: Screen, events: MountEvents): boolean {
  const command = commandOf(event);
  if (command === null) return false;
  // The browser pastes by itself, without having to be allowed to read the clipboard.
  if (command === 'paste') return true;
  event.preventDefault();
  if (command === 'leave') events.onLeave();
  else if (command === 'find') events.onFind();
  else if (terminal.hasSelection()) void copyText(terminal.getSelection());
  return true;
}

function interceptPaste(host: HTMLElement, onText: (text: string) => void): () => void {
  const onPaste = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    onText(event.clipboardData?.getData('text/plain') ?? '');
  };
  host.addEventListener('paste', onPaste, true);
  return () => host.removeEventListener('paste', onPaste, true);
}
