import { IconArrowLeft, IconDownload, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FileSource } from '../../../../main/contract/files';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { Skeleton } from '../../../ui/skeleton';
import { modeWords } from '../words';
import { type Content, readContent } from './content';
import { imageType, textOf } from './detect';
import { dropDraft } from './drafts';
import { HexView } from './hex-view';
import { ImageView } from './image-view';
import { TextView } from './text-view';
import classes from './viewer.module.css';

interface Props {
  readonly source: FileSource;
  readonly path: string;
  readonly onClose: () => void;
  readonly onDownload: (path: string) => void;
}

/** One file: as text, as an image, or byte by byte. */
export function FileView({ source, path, onClose, onDownload }: Props) {
  const [dirty, setDirty] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [bytewise, setBytewise] = useState(false);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const query = useQuery({
    queryKey: ['files', 'read', source, path],
    queryFn: ({ signal }) => readContent([source, path], signal),
    structuralSharing: false,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const { data, error, isFetching } = query;
  const leave = (): void => (dirty ? setLeaving(true) : onClose());
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  };
  const reload = (): void => {
    dropDraft(source, path);
    setDirty(false);
    void query.refetch();
  };
  return (
    <div className={classes.view} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        <IconButton
          ref={back}
          label={t('Back to the files')}
          hint={t('Esc')}
          icon={<IconArrowLeft size={16} />}
          onClick={leave}
        />
        <div className={classes.path}>
          <EngineText value={path} mono />
        </div>
        {data !== undefined && (
          <span className={classes.facts}>
            {decimalBytes(data.entry.size)} {modeWords(data.entry)} {data.entry.uid}:{data.entry.gid}
          </span>
        )}
        {data !== undefined && (
          <Button variant="subtle" aria-pressed={bytewise} onClick={() => setBytewise(!bytewise)} disabled={dirty}>
            {t('Hex')}
          </Button>
        )}
        <IconButton
          label={t('Read again')}
          icon={<IconRefresh size={15} />}
          disabled={dirty || isFetching}
          onClick={reload}
        />
        <IconButton label={t('Download')} icon={<IconDownload size={15} />} onClick={() => onDownload(path)} />
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {data === undefined && error === null && <Skeleton width="60%" />}
      {data !== undefined && (
        <Shown
          key={query.dataUpdatedAt}
          {...{ source, path, content: data, bytewise, onDirty: setDirty, onReload: reload }}
        />
      )}
      <ConfirmDialog
        opened={leaving}
        danger
        title={t('Leave without saving?')}
        confirmLabel={t('Leave')}
        cancelLabel={t('Keep editing')}
        onConfirm={() => {
          dropDraft(source, path);
          onClose();
        }}
        onCancel={() => setLeaving(false)}
      >
        <p>{t('What you changed in this file is lost.')}</p>
      </ConfirmDialog>
    </div>
  );
}

interface ShownProps {
  readonly source: FileSource;
  readonly path: string;
  readonly content: Content;
  readonly bytewise: boolean;
  readonly onDirty: (dirty: boolean) => void;
  readonly onReload: () => void;
}

function Shown({ content, bytewise, path, ...rest }: ShownProps) {
  const { bytes, whole, entry, sha256 } = content;
  const text = useMemo(() => (imageType(bytes) === null ? textOf({ bytes, whole }) : null), [bytes, whole]);
  const type = imageType(bytes);
  const name = withoutControls(path);
  const image = !bytewise && type !== null && whole;
  return (
    <>
      {!whole && (
        <p className={classes.note}>
          {t('The first {count} of {size}: download it for the rest.', {
            count: decimalBytes(bytes.length),
            size: decimalBytes(entry.size),
          })}
        </p>
      )}
      {image && <ImageView bytes={bytes} type={type} label={name} />}
      {!image && !bytewise && text !== null && <TextView {...rest} path={path} text={text} sha256={sha256} />}
      {!image && (bytewise || text === null) && <HexView bytes={bytes} label={t('Bytes of {name}', { name })} />}
    </>
  );
}
