import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { errorLine } from '../lib/errors';
import { t } from '../lib/i18n';
import { Button } from './button';
import { IconButton } from './icon-button';
import { showToast } from './toast-store';

const CONFIRMED_MS = 1_500;

interface Props {
  /** Asked for only when it is wanted. */
  readonly text: string | (() => string | Promise<string>);
  /** What is copied: "Copy command". */
  readonly label: string;
  /** A button with its words, not only an icon. */
  readonly withText?: boolean;
}

/** Copies as it is, control characters and all: what is copied is what the engine has. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    showToast('bad', t('The browser did not let the text into the clipboard.'));
    return false;
  }
}

export function CopyButton({ text, label, withText = false }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    try {
      setCopied(await copyText(typeof text === 'string' ? text : await text()));
    } catch (error) {
      showToast('bad', errorLine(error));
    }
  };
  const icon = copied ? <IconCheck size={15} /> : <IconCopy size={15} />;
  return (
    <>
      {withText ? (
        <Button icon={icon} onClick={() => void copy()}>
          {label}
        </Button>
      ) : (
        <IconButton label={label} icon={icon} onClick={() => void copy()} />
      )}
      <span className="sw-hidden" role="status">
        {copied && t('Copied')}
      </span>
    </>
  );
}
