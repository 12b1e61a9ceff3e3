import { useCallback, useEffect, useRef, useState } from 'react';
import type { ComposePlace } from '../../../../main/contract/compose';
import type { ComposeCheck, ComposeProblem } from '../../../../main/contract/compose-files';
import { hasFault } from '../../../lib/errors';
import { rpc } from '../../../rpc/client';
import { createAsker } from './asker';
import { unsavedOf, type UnsavedFile, useDrafts } from './drafts';

/** Our own reader is quick; the CLI starts a program, and asks for more quiet. */
const CHECK_AFTER_MS = 150;
const CONFIG_AFTER_MS = 1_000;

interface Config {
  readonly text: string;
  readonly problems: readonly ComposeProblem[];
}

interface Answers {
  /** The last one; null: none yet. */
  readonly check: ComposeCheck | null;
  readonly checkError: unknown;
  /** What compose itself said last; null: nothing yet. */
  readonly config: Config | null;
  readonly configError: unknown;
  /** The last text that compose took; '': none. */
  readonly resolved: string;
  /** What is typed is not what the config is of. */
  readonly waits: boolean;
  /** What was typed when it became quiet last. */
  readonly settled: readonly UnsavedFile[];
}

const NONE: Answers = {
  ...{ check: null, checkError: null, config: null, configError: null, resolved: '', waits: true, settled: [] },
};

export interface Asking extends Answers {
  readonly reveal: boolean;
  readonly setReveal: (reveal: boolean) => void;
  /** What is on the disk is another one now. */
  readonly again: () => void;
}

interface Subject {
  readonly place: ComposePlace;
  readonly reveal: boolean;
}

interface Asked {
  readonly place: ComposePlace;
  readonly unsaved: UnsavedFile[];
}

/** What is asked about: the files as they stand in the editor by now. */
function createQuestion(subject: () => Subject) {
  let { files } = subject().place;
  /** Compose finds none in the folder: then those that are typed are meant. */
  let absent = false;
  const asked = (): Asked => {
    const { place } = subject();
    const unsaved = [...unsavedOf(place.folder, files)];
    const typed = unsaved.map(({ path }) => path).filter((path) => files.length === 0 || files.includes(path));
    return { place: absent && typed.length > 0 ? { ...place, files: typed } : place, unsaved };
  };
  return {
    asked,
    found: (now: readonly string[]): void => void (files = [...now]),
    afresh: (): void => void (absent = false),
    /** Answers whether it is worth to ask again, about what is typed. */
    failed: (error: unknown): boolean => {
      if (absent || !hasFault(error, 'COMPOSE_FAULT', 'no-compose-file')) return false;
      absent = true;
      return asked().unsaved.length > 0;
    },
  };
}

/** The quick question and the slow one. */
function createAskers(subject: () => Subject, update: (next: (before: Answers) => Answers) => void) {
  const change = (part: Partial<Answers>): void => update((before) => ({ ...before, ...part }));
  const question = createQuestion(subject);
  const config = createAsker({
    quietMs: CONFIG_AFTER_MS,
    ask: async (signal) => {
      const now = question.asked();
      change({ settled: now.unsaved });
      return rpc.call('composeFiles.config', { ...now, reveal: subject().reveal }, { signal });
    },
    onAnswer: (answer) =>
      update((before) => ({
        ...{ ...before, config: answer, configError: null, waits: false },
        resolved: answer.text === '' ? before.resolved : answer.text,
      })),
    onError: (configError) => change({ configError, config: null, waits: false }),
  });
  const check = createAsker({
    quietMs: CHECK_AFTER_MS,
    ask: (signal) => rpc.call('composeFiles.check', question.asked(), { signal }),
    onAnswer: (answer) => {
      question.found(answer.files);
      change({ check: answer, checkError: null });
    },
    onError: (checkError) => {
      change({ checkError });
      if (question.failed(checkError)) now();
    },
  });
  const now = (): void => {
    check.now();
    config.now();
  };
  /** The disk has changed. */
  const afresh = (): void => {
    question.afresh();
    now();
  };
  return { check, config, afresh };
}

const waiting = (before: Answers): Answers => (before.waits ? before : { ...before, waits: true });

/** What the check and compose itself say of the files of a place, as they stand in the editor: asked again after each change. */
export function useAnswers(place: ComposePlace): Asking {
  const [answers, setAnswers] = useState(NONE);
  const [reveal, setReveal] = useState(false);
  const askers = useRef<ReturnType<typeof createAskers> | null>(null);
  // The project is told anew with each event; where its files are changes seldom.
  const same = JSON.stringify(place);
  const latest = useRef<Subject>({ place, reveal });
  useEffect(() => {
    latest.current = { place, reveal };
  });
  useEffect(() => {
    const all = createAskers(() => latest.current, setAnswers);
    const { check, config } = all;
    askers.current = all;
    all.afresh();
    const unsubscribe = useDrafts.subscribe(() => {
      setAnswers(waiting);
      check.later();
      config.later();
    });
    return () => {
      unsubscribe();
      check.stop();
      config.stop();
    };
  }, [same]);

  const again = useCallback(() => askers.current?.afresh(), []);
  const reveals = (next: boolean): void => {
    setReveal(next);
    latest.current = { ...latest.current, reveal: next };
    setAnswers(waiting);
    askers.current?.config.now();
  };
  return { ...answers, reveal, setReveal: reveals, again };
}
