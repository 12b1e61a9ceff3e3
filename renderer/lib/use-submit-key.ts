import { useEffect, useRef } from 'react';
import { hasModKey } from './platform';
import { useShortcuts } from './shortcuts';

export const SUBMIT_KEY = 'mod+Enter';

/**
 * Ctrl+Enter, or Command+Enter, wherever the focus is but in a dialog or a menu: also in a field, where other keys are typed.
 *
 * @param title Of the form, in the list of keys.
 */
export function useSubmitKey(title: string, description: string, submit: () => void): void {
  const current = useRef(submit);
  useEffect(() => {
    current.current = submit;
  });
  useShortcuts([{ keys: SUBMIT_KEY, description }], title);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !hasModKey(event) || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[aria-modal=true], [role=menu]') !== null) return;
      event.preventDefault();
      current.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
