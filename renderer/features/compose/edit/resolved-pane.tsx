import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { t } from '../../../lib/i18n';
import { loadYamlLook } from '../../../ui/code-editor/languages';
import { useEditor } from '../../../ui/code-editor/use-editor';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import classes from './editor-page.module.css';

interface Props {
  /** The last text that compose took; '': none. */
  readonly text: string;
  /** Compose was asked, and has answered something else since. */
  readonly refused: boolean;
  /** Asked, or going to be. */
  readonly waits: boolean;
  readonly error: unknown;
  readonly reveal: boolean;
  readonly onReveal: (reveal: boolean) => void;
  readonly onRetry: () => void;
}

/** What compose makes of the files: merged, with its variables filled in. */
export function ResolvedPane({ text, refused, waits, error, reveal, onReveal, onRetry }: Props) {
  const said = refused ? t('Compose refuses the files.') : text === '' ? '' : t('As compose reads the files.');
  return (
    <div className={classes.side}>
      <div className={classes.sideHead}>
        <span className={classes.sideWords} role="status">
          {waits ? t('Asking compose…') : said}
        </span>
        <Button
          variant="subtle"
          icon={reveal ? <IconEyeOff size={15} /> : <IconEye size={15} />}
          aria-pressed={reveal}
          onClick={() => onReveal(!reveal)}
        >
          {reveal ? t('Hide secrets') : t('Show secrets')}
        </Button>
        <CopyButton text={text} label={t('Copy the resolved configuration')} />
      </div>
      {(error !== null || refused) && (
        <div className={classes.notices}>
          {error === null ? (
            <Notice tone="bad" title={t('Compose refuses the files')}>
              {t('What is wrong is listed with the problems.')}
              {text !== '' && t(' Below is what compose made of them before.')}
            </Notice>
          ) : (
            <ErrorNotice error={error} onRetry={onRetry} />
          )}
        </div>
      )}
      {text === '' ? (
        waits && !refused && error === null && <Lines />
      ) : (
        <div className={classes.resolved} data-stale={refused || error !== null || undefined}>
          <Text text={text} />
        </div>
      )}
    </div>
  );
}

const Lines = () => (
  <div className={classes.skeletons}>
    {['30%', '50%', '45%', '60%', '35%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </div>
);

function Text({ text }: { readonly text: string }) {
  const box = useRef<HTMLDivElement>(null);
  const { editor, error } = useEditor(box, {
    ...{ label: t('Resolved configuration'), text: '', readOnly: true, loadLanguage: loadYamlLook },
  });
  useEffect(() => editor?.setText(text), [editor, text]);
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div ref={box} className={classes.text} />
    </>
  );
}
