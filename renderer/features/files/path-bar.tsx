import { TextInput } from '@mantine/core';
import { IconCornerLeftUp } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import { t } from '../../lib/i18n';
import { IconButton } from '../../ui/icon-button';
import { parentOf } from './paths';

interface Props {
  /** The folder that the tree shows. */
  readonly root: string;
  /** Takes a typed path; rejects with why it cannot be shown. */
  readonly onGo: (path: string) => void;
}

/** Where the tree begins; another path can be typed. Mounted anew for another folder. */
export function PathBar({ root, onGo }: Props) {
  const [text, setText] = useState(root);
  const go = (event: SyntheticEvent): void => {
    event.preventDefault();
    const path = text.trim();
    if (path !== '') onGo(path.startsWith('/') ? path : `${root === '/' ? '' : root}/${path}`);
  };
  return (
    <form onSubmit={go} style={{ display: 'flex', flex: 1, minWidth: 140, gap: 4 }}>
      <IconButton
        label={t('Up')}
        icon={<IconCornerLeftUp size={15} />}
        disabled={root === '/'}
        onClick={() => onGo(parentOf(root))}
      />
      <TextInput
        aria-label={t('Path')}
        style={{ flex: 1 }}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === root) return;
          event.preventDefault();
          setText(root);
        }}
      />
    </form>
  );
}
