import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import forms from '../../../ui/form.module.css';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly disabled?: boolean;
  readonly description?: string;
  readonly onChange: (value: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({ label, value, options, onChange, ...rest }: Props<T>) {
  const id = useId();
  return (
    <NativeSelect
      size="xs"
      id={id}
      label={label}
      data={[...options]}
      value={value}
      classNames={{ description: forms.hint ?? '' }}
      onChange={({ currentTarget }) => {
        const chosen = options.find((option) => option.value === currentTarget.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      {...rest}
    />
  );
}
