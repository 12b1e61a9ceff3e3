import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Editor, EditorOptions } from './editor';

type Options = Omit<EditorOptions, 'parent'>;

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
  const { text, original, label } = options;
  useEffect(() => {
    // A shadow root cannot be given up: each editor has an element of its own.
    const parent = document.createElement('div');
    parent.style.height = '100%';
    let made: Editor | null = null;
    let gone = false;
    const make = async (): Promise<void> => {
      const { createEditor } = await import('./editor');
      if (gone || box.current === null) return;
      box.current.append(parent);
      const { readOnly } = latest.current;
      made = createEditor({
        ...{ parent, text, label, readOnly, ...(original !== undefined && { original }) },
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
  }, [box, text, original, label]);
  useEffect(() => editor?.setReadOnly(options.readOnly), [editor, options.readOnly]);
  return { editor, error };
}
