import type { BuildWish } from '../../../../main/contract/builds';
import { rpc } from '../../../rpc/client';
import { lastBuildOf, useBuilds } from '../builds-store';
import { abilitiesOf, EMPTY_DRAFT, wishOf } from '../form/draft';
import { setDraft, useDraft } from '../form/form-store';
import { detailsPath, type EditedFile, FORM_PATH, LIST_PATH } from '../routes';

const formIsOf = ({ folder, dockerfile }: EditedFile): boolean => {
  const draft = useDraft.getState();
  return draft.folder === folder && draft.dockerfile === dockerfile;
};

/** What is built of a file: as the build that one comes from, as the form has it, else as it was last built. null: nobody has said yet. */
export async function wishFor(place: EditedFile): Promise<BuildWish | null> {
  const from = place.build === null ? undefined : useBuilds.getState().rows.get(place.build);
  if (from !== undefined) return from.wish;
  if (formIsOf(place)) {
    const draft = useDraft.getState();
    const builder = await rpc.call('builds.builder', undefined);
    return wishOf(draft, abilitiesOf(builder, draft.classic));
  }
  return lastBuildOf(place.folder, place.dockerfile)?.wish ?? null;
}

/** The form for it, where nothing is known yet of how it is to be built. */
export function formFor({ folder, dockerfile }: EditedFile): string {
  setDraft({ ...EMPTY_DRAFT, folder, dockerfile });
  return FORM_PATH;
}

/** Where one came from. */
export function wayBack(place: EditedFile): string {
  if (place.build !== null) return detailsPath(place.build);
  return formIsOf(place) ? FORM_PATH : LIST_PATH;
}
