import { type DragEvent, useState } from 'react';
import { parentOf } from './paths';
import { droppedFiles, type LocalFile } from './transfers/dropped';

export interface Drop {
  /** The folder that a drop would go into; null: nothing is dragged over. */
  readonly into: string | null;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** The folder under the pointer, or that of the file under it. */
function folderAt({ target }: DragEvent, root: string): string {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
  const path = row?.dataset.line;
  if (row === null || path === undefined || row.dataset.note !== undefined) return root;
  return row.hasAttribute('aria-expanded') ? path : parentOf(path);
}

/** Files dropped onto the tree. */
export function useDrop(root: string, onFiles: (folder: string, files: readonly LocalFile[]) => void): Drop {
  const [into, setInto] = useState<string | null>(null);
  return {
    into,
    handlers: {
      onDragOver: (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setInto(folderAt(event, root));
      },
      onDragLeave: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setInto(null);
      },
      onDrop: (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setInto(null);
        const folder = folderAt(event, root);
        void droppedFiles(event.dataTransfer).then((files) => onFiles(folder, files));
      },
    },
  };
}
