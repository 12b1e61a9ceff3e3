import { useEffect } from 'react';
import { LANGUAGE } from '../lib/i18n';
import { watch } from '../rpc/use-stream';

/**
 * Texts are fixed when a page loads: once main has another choice of language, the page is loaded again. Sessions outlive it.
 * What `system` comes to is for the host to say, so only a change counts.
 */
export function useLanguage(): void {
  useEffect(() => {
    let before: string | null = null;
    return watch('settings.watch', undefined, {
      onItem: ({ value: { appearance } }) => {
        const changed = before !== null && before !== appearance.language;
        before = appearance.language;
        if (changed && appearance.language !== LANGUAGE) globalThis.location.reload();
      },
    });
  }, []);
}
