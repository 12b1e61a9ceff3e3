import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProjectService } from '../../../../main/contract/compose';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import classes from '../compose.module.css';
import { replicasOf } from './replicas';

interface Scale {
  readonly service: string;
  readonly replicas: number;
}

interface Props {
  readonly services: readonly ProjectService[];
  readonly scale: readonly Scale[];
  readonly onChange: (scale: readonly Scale[]) => void;
}

/** How many containers of a service, where that is not as the file says; empty: as the file says. */
export function ScaleFields({ services, scale, onChange }: Props) {
  const [shown, setShown] = useState(false);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  if (!shown)
    return (
      <span>
        <Button variant="subtle" aria-expanded={false} onClick={() => setShown(true)}>
          {t('Scale services…')}
        </Button>
      </span>
    );
  const set = (service: string, text: string): void => {
    setTexts({ ...texts, [service]: text });
    const replicas = replicasOf(text);
    const others = scale.filter((one) => one.service !== service);
    onChange(replicas === null ? others : [...others, { service, replicas }]);
  };
  return (
    <fieldset className={classes.choices}>
      <legend>{t('Scale')}</legend>
      <div className={classes.scale}>
        {services.map(({ name, replicas }) => (
          <TextInput
            key={name}
            size="xs"
            label={<EngineText value={name} />}
            aria-label={t('Replicas of {name}', { name: withoutControls(name) })}
            placeholder={String(replicas)}
            inputMode="numeric"
            value={texts[name] ?? ''}
            error={(texts[name] ?? '') !== '' && replicasOf(texts[name] ?? '') === null ? t('a number') : null}
            onChange={({ currentTarget }) => set(name, currentTarget.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
