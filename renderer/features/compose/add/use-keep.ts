import { useLocation } from 'wouter';
import type { ComposePlace } from '../../../../main/contract/compose';
import { rpc } from '../../../rpc/client';
import { type Deed, useDeed } from '../../../ui/use-deed';
import { closeQuestion } from '../actions/questions-store';
import { projectPath } from '../routes';
import { EMPTY_PLACE, settledPlace } from './place-draft';

/** Keeps it, closes the dialog and shows the project. `key` null: a new one. */
export function useKeep(key: string | null, place: ComposePlace): Deed {
  const [, navigate] = useLocation();
  return useDeed(async () => {
    const kept = await rpc.call('compose.keep', { key, place: settledPlace(place) });
    if (key === null) navigate(projectPath(kept.key));
  }, closeQuestion);
}

interface NewFiles {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Writes new files, never over old ones, and keeps the project that they are. */
export function useCreate({ folder, files }: NewFiles, named: readonly string[] = []): Deed {
  const [, navigate] = useLocation();
  return useDeed(async () => {
    const made = await rpc.call('composeFiles.create', { folder, files: files.map((file) => ({ ...file })) });
    const place = { ...EMPTY_PLACE, folder: made.folder, files: [...named] };
    const { key } = await rpc.call('compose.keep', { key: null, place: settledPlace(place) });
    navigate(projectPath(key));
  }, closeQuestion);
}
