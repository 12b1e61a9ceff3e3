import { Fragment, type ReactNode } from 'react';
import { createTexts, type Values } from '../../texts/translate';

const texts = createTexts('en', {});

/** A text of the window in the user's language. `source` is its English, an ICU message, spelled out at the call. */
export const { t } = texts;

/** A text of main that is marked there (`msg`) in the user's language; any other stays as it is. */
export const said = (source: string): string => texts.t(source);

export interface TransProps {
  /** As `t`'s, with tags: `Press <key>Enter</key>.` */
  readonly text: string;
  readonly values?: Values;
  /** What each tag is. */
  readonly tags: Readonly<Record<string, (inner: ReactNode) => ReactNode>>;
}

/** A text with elements in it. */
export function Trans({ text, values = {}, tags }: TransProps) {
  const made = Object.fromEntries(
    Object.entries(tags).map(([name, tag]) => [name, (inner: ReactNode[]): ReactNode => tag(inner)]),
  );
  return texts.parts<ReactNode>(text, values, made).map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
