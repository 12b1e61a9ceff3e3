import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { LongEngineText } from '../../../ui/long-engine-text';
import type { Named } from './essentials';
import { Fact, Facts, Section } from '../../../ui/facts';
import classes from './facts.module.css';
import { maskValue } from '../../../lib/secrets';

interface Props {
  readonly title: string;
  readonly entries: readonly Named[];
}

/** Names and values; what looks like a secret is masked until the user wants to see it: each by itself, or all. */
export function SecretSection({ title, entries }: Props) {
  const [all, setAll] = useState(false);
  const hasSecrets = entries.some(({ name, value }) => maskValue(name, value) !== value);
  return (
    <Section
      title={title}
      none={entries.length === 0 && t('None')}
      actions={
        hasSecrets && (
          <Button
            variant="subtle"
            icon={all ? <IconEyeOff size={15} /> : <IconEye size={15} />}
            aria-pressed={all}
            onClick={() => setAll(!all)}
          >
            {all ? t('Mask secrets') : t('Show secrets')}
          </Button>
        )
      }
    >
      <Facts>
        {entries.map((entry, index) => (
          <Fact key={index} name={<EngineText value={entry.name} wrap mono />}>
            <Value key={String(all)} entry={entry} shownAtFirst={all} />
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

interface ValueProps {
  readonly entry: Named;
  readonly shownAtFirst: boolean;
}

function Value({ entry: { name, value }, shownAtFirst }: ValueProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const masked = maskValue(name, value);
  const label = withoutControls(name);
  return (
    <span className={classes.masked}>
      <span className={classes.maskedText}>
        <LongEngineText value={shown ? value : masked} mono />
      </span>
      {masked !== value && (
        <IconButton
          label={shown ? t('Mask {label}', { label }) : t('Show {label}', { label })}
          icon={shown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
          onClick={() => setShown(!shown)}
        />
      )}
      <CopyButton text={value} label={t('Copy {label}', { label })} />
    </span>
  );
}
