import { create } from 'zustand';
import { type Draft, EMPTY_DRAFT } from './draft';

/** What stands in the form; it stays while one looks at something else. */
export const useDraft = create<Draft>(() => EMPTY_DRAFT);

export const setDraft = (draft: Draft): void => useDraft.setState(draft, true);

export const changeDraft = (part: Partial<Draft>): void => useDraft.setState(part);
