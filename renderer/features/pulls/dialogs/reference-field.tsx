import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { type AskRegistry, useProposals } from './use-proposals';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  /** Pasted lines, where there are several. */
  readonly onLines?: (lines: readonly string[]) => void;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly tagsOf?: AskRegistry | undefined;
}

/** The name of an image, with proposals. */
export function ReferenceField(props: Props) {
  const { label, value, onText, onLines, error = null, placeholder = 'redis:7', autoFocus = false, tagsOf } = props;
  const listId = useId();
  const proposals = useProposals(value, tagsOf);
  return (
    <>
      <TextInput
        label={label}
        placeholder={placeholder}
        value={value}
        error={error}
        list={listId}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        data-autofocus={autoFocus || undefined}
        onChange={(event) => onText(event.currentTarget.value)}
        onPaste={(event) => {
          const lines = event.clipboardData
            .getData('text')
            .split(/\s*\n\s*/)
            .filter((line) => line.trim() !== '');
          if (onLines === undefined || lines.length < 2) return;
          event.preventDefault();
          onLines(lines);
        }}
      />
      <datalist id={listId}>
        {proposals.map((proposal) => (
          <option key={proposal} value={proposal} />
        ))}
      </datalist>
    </>
  );
}
