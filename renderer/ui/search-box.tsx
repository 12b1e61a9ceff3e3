import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ComponentProps } from 'react';

interface Props extends Omit<ComponentProps<typeof TextInput>, 'label' | 'value' | 'onChange' | 'type' | 'role'> {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
}

/** Where words to look for are typed. Its label is not shown; its placeholder may be another one. */
export const SearchBox = ({ label, onText, ...rest }: Props) => (
  <TextInput
    type="search"
    role="searchbox"
    aria-label={label}
    placeholder={label}
    leftSection={<IconSearch size={15} />}
    spellCheck={false}
    autoComplete="off"
    onChange={(event) => onText(event.currentTarget.value)}
    {...rest}
  />
);
