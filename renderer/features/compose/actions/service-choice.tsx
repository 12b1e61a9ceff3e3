import { Checkbox } from '@mantine/core';
import type { ProjectService } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import classes from '../compose.module.css';

interface Props {
  readonly legend: string;
  readonly services: readonly ProjectService[];
  /** None: all of them. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Some of the services; none ticked are all. */
export function ServiceChoice({ legend, services, chosen, onChange }: Props) {
  return (
    <fieldset className={classes.choices}>
      <legend>
        {legend}{' '}
        <span className={classes.dim}>
          {chosen.length === 0 ? t('all') : t('{count} chosen', { count: chosen.length })}
        </span>
      </legend>
      <div className={classes.choiceList}>
        {services.map(({ name }) => (
          <Checkbox
            key={name}
            size="xs"
            label={<EngineText value={name} />}
            checked={chosen.includes(name)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
