import { useId } from 'react';
import type { HistoryRange } from '../../../main/contract/stats';
import { t } from '../../lib/i18n';
import classes from './range-choice.module.css';

export type Range = 'live' | HistoryRange;

const RANGES: readonly { readonly value: Range; readonly label: string }[] = [
  { value: 'live', label: t('Live') },
  { value: '15m', label: t('15 min') },
  { value: '1h', label: t('1 h') },
  { value: '6h', label: t('6 h') },
  { value: '24h', label: t('24 h') },
];

interface Props {
  readonly value: Range;
  readonly onChange: (range: Range) => void;
}

export function RangeChoice({ value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className={classes.ranges}>
      <legend className="sw-hidden">{t('Time shown')}</legend>
      {RANGES.map((range) => (
        <label key={range.value} className={classes.range}>
          <input
            type="radio"
            className="sw-hidden"
            name={name}
            checked={range.value === value}
            onChange={() => onChange(range.value)}
          />
          {range.label}
        </label>
      ))}
    </fieldset>
  );
}
