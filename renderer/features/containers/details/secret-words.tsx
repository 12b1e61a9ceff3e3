import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { LongEngineText } from '../../../ui/long-engine-text';
import classes from './facts.module.css';
import { maskArguments } from '../../../lib/secrets';

const quoted = (word: string): string => (/^[\w@%+=:,./•-]+$/.test(word) ? word : JSON.stringify(word));

/** A command's words, told apart by quotes; passwords among them masked until shown. */
export function SecretWords({ words }: { readonly words: readonly string[] }) {
  const [shown, setShown] = useState(false);
  const masked = maskArguments(words);
  const hasSecrets = masked.some((word, index) => word !== words[index]);
  return (
    <span className={classes.masked}>
      <span className={classes.maskedText}>
        <LongEngineText value={(shown ? words : masked).map(quoted).join(' ')} mono />
      </span>
      {hasSecrets && (
        <IconButton
          label={shown ? t('Mask secrets') : t('Show secrets')}
          icon={shown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
          onClick={() => setShown(!shown)}
        />
      )}
    </span>
  );
}
