import { useId } from 'react';
import type { HistoryRange } from '../../../main/contract/stats';
import classes from './range-choice.module.css';

export type Range = 'live' | HistoryRange;

const RANGES: readonly { readonly value: Range; readonly label: string }[] = [
  { value: 'live', label: 'Live' },
  { value: '15m', label: '15 min' },
  { value: '1h', label: '1 h' },
  { value: '6h', label: '6 h' },
  { value: '24h', label: '24 h' },
];

interface Props {
  readonly value: Range;
  readonly onChange: (range: Range) => void;
}

export function RangeChoice({ value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className={classes.ranges}>
      <legend className="sw-hidden">Time shown</legend>
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
