import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { TerminalSession } from '../../../main/contract/terminal';
import { t } from '../../lib/i18n';
import { keyLabel } from '../../lib/platform';
import { useSettings } from '../../rpc/stores/settings-store';
import { copyText } from '../../ui/copy-button';
import { showToast } from '../../ui/toast-store';
import { FindBar } from './find-bar';
import { onFindRequest } from './find-request';
import { LinkDialog, PasteDialog } from './questions';
import { endWords } from './scope';
import { KEYS } from './screen/keys';
import type { LinkState } from './screen/link-session';
import { type Mounted, mountScreen } from './screen/mount-screen';
import { StatusLine } from './status-line';
import classes from './terminal.module.css';
import { useLook } from './use-look';

interface Props {
  readonly session: TerminalSession;
  readonly label: string;
  readonly active: boolean;
  readonly onActive: () => void;
}

interface Question {
  readonly kind: 'paste' | 'link';
  readonly text: string;
}

export function Pane({ session, label, active, onActive }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState<Mounted | null>(null);
  const [linkState, setLinkState] = useState<LinkState>('replaying');
  const [question, setQuestion] = useState<Question | null>(null);
  const [finding, setFinding] = useState(false);
  const look = useLook();
  const help = useId();
  const words = endWords(session.state, session.target);
  const ended = session.state.type === 'ended';

  const onClipboard = useEffectEvent((text: string) => {
    if (useSettings.getState().value?.terminal.clipboardWrite !== true) return;
    void copyText(text).then((copied) => {
      if (copied)
        showToast(
          'ok',
          t('The program in the terminal put {count} characters into the clipboard.', { count: text.length }),
        );
    });
  });
  const mount = useEffectEvent((element: HTMLElement): Mounted => {
    const next = mountScreen(element, session, look, {
      onState: setLinkState,
      onOverrun: () => showToast('bad', t('The program does not read what is typed; some of it was left out.')),
      onFind: () => setFinding(true),
      onLeave: () => frame.current?.focus(),
      onLink: (text) => setQuestion({ kind: 'link', text }),
      onPaste: (text) => setQuestion({ kind: 'paste', text }),
      onPasteTooLong: () => showToast('bad', t('More than 1 MiB cannot be pasted: copy a file into the container.')),
      onClipboard: (text) => onClipboard(text),
    });
    next.describe(label, help);
    if (active) next.focus();
    return next;
  });
  useEffect(() => {
    if (host.current === null) return;
    const next = mount(host.current);
    setMounted(next);
    return () => next.dispose();
  }, [session.id]);
  useEffect(() => mounted?.setLook(look), [mounted, look]);
  useEffect(() => mounted?.setEnded(ended), [mounted, ended]);
  useEffect(() => mounted?.describe(label, help), [mounted, label, help]);
  useEffect(() => (active ? onFindRequest(() => setFinding(true)) : undefined), [active]);

  const answer = (): void => {
    setQuestion(null);
    mounted?.focus();
  };
  return (
    <section
      ref={frame}
      aria-label={label}
      tabIndex={-1}
      className={classes.pane}
      data-active={active || undefined}
      onFocus={onActive}
    >
      {finding && mounted !== null && (
        <FindBar
          search={mounted.search}
          dark={look.dark}
          onClose={() => {
            setFinding(false);
            mounted.focus();
          }}
        />
      )}
      <div ref={host} className={classes.screen} data-dark={look.dark || undefined} />
      <p id={help} className="sw-hidden">
        {t('All keys go to the program, Tab too. {leave} leaves the terminal.', { leave: keyLabel(KEYS.leave) })}
      </p>
      <StatusLine
        linkState={linkState}
        words={words}
        message={session.state.type === 'ended' ? session.state.message : ''}
        onAgain={() => {
          mounted?.restart();
          mounted?.focus();
        }}
        onTake={() => mounted?.take()}
      />
      {question?.kind === 'paste' && (
        <PasteDialog
          text={question.text}
          onYes={() => {
            mounted?.paste(question.text);
            answer();
          }}
          onNo={answer}
        />
      )}
      {question?.kind === 'link' && <LinkDialog address={question.text} onDone={answer} />}
    </section>
  );
}
