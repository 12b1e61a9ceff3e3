import type { Extension } from '@codemirror/state';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Editor, EditorOptions } from './editor';
import type { LineProblem } from './problems';

interface Options extends Omit<EditorOptions, 'parent' | 'language'> {
  /** Brings what the text is, in a chunk of its own. Another function makes another editor. */
  readonly loadLanguage?: (() => Promise<Extension>) | undefined;
  /** Marked at their lines. Another array replaces them; it must stay the same from render to render. */
  readonly problems?: readonly LineProblem[];
}

/** Puts an editor into an element once its code is there; null until then. A new text makes a new one. */
export function useEditor(
  box: RefObject<HTMLElement | null>,
  options: Options,
): { readonly editor: Editor | null; readonly error: unknown } {
  const [editor, setEditor] = useState<Editor | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { text, original, label, loadLanguage, problems } = options;
  const marks = options.onProblems !== undefined || problems !== undefined;
  useEffect(() => {
    // A shadow root cannot be given up: each editor has an element of its own.
    const parent = document.createElement('div');
    parent.style.height = '100%';
    let made: Editor | null = null;
    let gone = false;
    const make = async (): Promise<void> => {
      const [{ createEditor }, language] = await Promise.all([import('./editor'), loadLanguage?.()]);
      if (gone || box.current === null) return;
      box.current.append(parent);
      const { readOnly } = latest.current;
      made = createEditor({
        ...{ parent, text, label, readOnly, ...(original !== undefined && { original }) },
        ...(language !== undefined && { language }),
        ...(marks && { onProblems: (found) => latest.current.onProblems?.(found) }),
        onChange: () => latest.current.onChange?.(),
        onSave: () => latest.current.onSave?.(),
      });
      setEditor(made);
    };
    make().catch((failure: unknown) => setError(failure));
    return () => {
      gone = true;
      made?.destroy();
      parent.remove();
      setEditor(null);
    };
  }, [box, text, original, label, loadLanguage, marks]);
  useEffect(() => editor?.setReadOnly(options.readOnly), [editor, options.readOnly]);
  useEffect(() => {
    if (problems !== undefined) editor?.setProblems(problems);
  }, [editor, problems]);
  return { editor, error };
}
