import { useLocation } from 'wouter';
import type { ComposeWish } from '../../../../main/contract/compose-runs';
import { rpc } from '../../../rpc/client';
import { type Deed, useDeed } from '../../../ui/use-deed';
import { LIST_PATH, projectPath } from '../routes';
import { closeQuestion } from './questions-store';

/** Begins what a dialog asked for; then the dialog closes, and the project's page tells what becomes of it. */
export function useStart(key: string, wish: ComposeWish | null): Deed {
  const [path, navigate] = useLocation();
  return useDeed(
    async () => {
      if (wish !== null) await rpc.call('compose.start', { key, wish });
    },
    () => {
      closeQuestion();
      const own = projectPath(key);
      // The list says it in the row; the page below its heading.
      if (path !== LIST_PATH && path !== own && !path.startsWith(`${own}/`)) navigate(own);
    },
  );
}
