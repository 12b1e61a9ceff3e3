import type { Edited } from '../../../main/contract/recreate';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { showToast } from '../../ui/toast-store';
import { merged } from './model/merge';
import { movePort, type PortMove, readPortMove } from './model/move-port';
import { createForm, fillForm, type FormStore, propose, setValue } from './model/form-store';

/** What a form is for, as its address says. */
export type Purpose =
  | { readonly kind: 'new'; readonly image: string | null }
  | { readonly kind: 'template'; readonly id: string }
  | { readonly kind: 'clone'; readonly id: string }
  /** `move`: the change that the form opens with. */
  | { readonly kind: 'edit'; readonly id: string; readonly move: PortMove | null };

export function purposeOf(search: string): Purpose {
  const query = new URLSearchParams(search);
  const edited = query.get('edit') ?? '';
  if (edited !== '') return { kind: 'edit', id: edited, move: readPortMove(query.get('port') ?? '') };
  for (const kind of ['clone', 'template'] as const) {
    const id = query.get(kind);
    if (id !== null && id !== '') return { kind, id };
  }
  return { kind: 'new', image: query.get('image') };
}

export interface Draft {
  readonly key: string;
  readonly purpose: Purpose;
  readonly form: FormStore;
  /** With `edit`: what was read of the container; null until then. */
  edited: Edited | null;
}

/** Those left longest ago go first. */
const MOST = 10;
const drafts = new Map<string, Draft>();

/** The draft of that purpose: what was begun and left is there again, as long as the page is. */
export function draftFor(purpose: Purpose): Draft {
  const key = JSON.stringify(purpose);
  const old = drafts.get(key);
  if (old !== undefined) return old;
  const draft: Draft = { key, purpose, form: createForm(purpose.kind === 'new'), edited: null };
  if (purpose.kind === 'new' && purpose.image !== null) setValue(draft.form, 'image', purpose.image);
  drafts.set(key, draft);
  const [oldest = key] = drafts.keys();
  if (drafts.size > MOST) drafts.delete(oldest);
  return draft;
}

export const dropDraft = ({ key }: Draft): void => void drafts.delete(key);

/** Reads what the form begins with. Rejects as `rpc` does. */
export async function loadDraft(draft: Draft, signal: AbortSignal): Promise<void> {
  const { purpose, form } = draft;
  switch (purpose.kind) {
    case 'new':
      return;
    case 'template': {
      const spec = await rpc.call('create.template', { id: purpose.id }, { signal });
      if (spec === null) throw new Error(t('This template was removed.'));
      fillForm(form, spec);
      return;
    }
    case 'clone': {
      const { spec, facts } = await rpc.call('create.copyOf', { id: purpose.id }, { signal });
      fillForm(form, spec, { facts });
      return;
    }
    case 'edit':
      draft.edited = await rpc.call('recreate.read', { id: purpose.id }, { signal });
      fillForm(form, draft.edited.spec);
      if (purpose.move !== null) move(form, purpose.move);
  }
}

/** Nothing but that port differs from the container then. */
function move(form: FormStore, wish: PortMove): void {
  const ports = movePort(form.getState().spec.ports, wish);
  if (ports !== null) setValue(form, 'ports', ports);
  else
    showToast(
      'warn',
      t('Port {from} is not among its published ports any more: nothing was changed.', { from: wish.from }),
    );
}

/** The container was changed meanwhile: what it is now, under the same wishes. */
export async function readAgain(draft: Draft): Promise<void> {
  const { edited, form, purpose } = draft;
  if (edited === null || purpose.kind !== 'edit') return;
  const now = await rpc.call('recreate.read', { id: purpose.id });
  draft.edited = now;
  const { spec, facts } = form.getState();
  fillForm(form, merged(edited.spec, spec, now.spec), { facts });
}

/** What the image brings; its proposals only where the form began blank. */
export async function readImage(form: FormStore, image: string, signal: AbortSignal): Promise<void> {
  const { spec, facts } = await rpc.call('create.start', { image }, { signal });
  if (form.getState().spec.image !== image) return;
  if (form.getState().proposing) propose(form, spec, facts);
  else form.setState({ facts });
}
