import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { FileChange, FileSource } from '../../../../main/contract/files';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { Skeleton } from '../../../ui/skeleton';
import { readContent } from '../viewer/content';
import { textOf } from '../viewer/detect';
import { useEditor } from '../../../ui/code-editor/use-editor';
import classes from '../viewer/viewer.module.css';

interface Props {
  readonly id: string;
  readonly imageId: string;
  readonly change: FileChange;
  readonly onClose: () => void;
}

/** null: no text, or too long to be compared. */
async function textAt(source: FileSource, path: string, signal: AbortSignal): Promise<string | null> {
  const content = await readContent([source, path], signal);
  return content.whole ? textOf(content) : null;
}

interface Sides {
  readonly before: string | null;
  readonly after: string | null;
}

async function sidesOf({ id, imageId, change: { path, kind } }: Props, signal: AbortSignal): Promise<Sides> {
  const image = { kind: 'image', id: imageId } as const;
  const container = { kind: 'container', id } as const;
  return {
    before: kind === 'added' ? '' : await textAt(image, path, signal),
    after: kind === 'deleted' ? '' : await textAt(container, path, signal),
  };
}

/** A text file beside what it was in the image. */
export function DiffView(props: Props) {
  const { id, imageId, change, onClose } = props;
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const { data, error, refetch } = useQuery({
    queryKey: ['files', 'diff', id, imageId, change.path, change.kind],
    queryFn: ({ signal }) => sidesOf(props, signal),
    structuralSharing: false,
    gcTime: 0,
    retry: false,
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  const { before = null, after = null } = data ?? {};
  const comparable = before !== null && after !== null;
  return (
    <div className={classes.view} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        <IconButton
          ref={back}
          label={t('Back to the changes')}
          hint={t('Esc')}
          icon={<IconArrowLeft size={16} />}
          onClick={onClose}
        />
        <div className={classes.path}>
          <EngineText value={change.path} mono />
        </div>
        <span className={classes.facts}>{t('{kind} since the image', { kind: change.kind })}</span>
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton width="60%" />}
      {data !== undefined && !comparable && (
        <p className={classes.note}>{t('No difference is shown: it is no text, or too long to be compared here.')}</p>
      )}
      {comparable && <Diff path={change.path} before={before} after={after} />}
    </div>
  );
}

interface DiffProps {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

function Diff({ path, before, after }: DiffProps) {
  const box = useRef<HTMLDivElement>(null);
  const label = t('Changes of {path}', { path: withoutControls(path) });
  const { editor, error } = useEditor(box, { label, text: after, original: before, readOnly: true });
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      {before === after && (
        <p className={classes.note}>{t('The content is the same: only mode, owner or time differ.')}</p>
      )}
      <div ref={box} className={classes.editor} role="group" aria-label={label}>
        {editor === null && error === null && <Skeleton width="60%" />}
      </div>
    </>
  );
}
