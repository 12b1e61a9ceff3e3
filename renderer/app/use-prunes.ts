import { useLocation } from 'wouter';
import { ask as askImages } from '../features/images/questions-store';
import { LIST_PATH as IMAGES_PATH } from '../features/images/routes';
import { ask as askNetworks } from '../features/networks/questions-store';
import { LIST_PATH as NETWORKS_PATH } from '../features/networks/words';
import { ask as askVolumes } from '../features/volumes/questions-store';
import { LIST_PATH as VOLUMES_PATH } from '../features/volumes/routes';
import { useActions } from '../lib/actions/use-actions';
import { PRUNE_ACTIONS } from './app-actions';

/** Tidying up, from wherever one is: the lists' own dialogs ask. */
export function usePrunes(): void {
  const [, navigate] = useLocation();
  const asking = (path: string, ask: (question: { readonly kind: 'prune' }) => void) => () => {
    navigate(path);
    ask({ kind: 'prune' });
  };
  useActions(PRUNE_ACTIONS, {
    images: asking(IMAGES_PATH, askImages),
    volumes: asking(VOLUMES_PATH, askVolumes),
    networks: asking(NETWORKS_PATH, askNetworks),
  });
}
