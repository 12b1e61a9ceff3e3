import { IconLetterCase, IconEqualNot, IconRegex, IconTextScan2 } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { SearchBox } from '../../../ui/search-box';
import type { Term } from './filter-draft';
import classes from './term-input.module.css';

interface Props {
  /** Its accessible name; said in its buttons too: "Filter: match case". */
  readonly label: string;
  readonly term: Term;
  readonly onChange: (term: Term) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly box: Ref<HTMLInputElement>;
  /** A term may also say what a line must not hold. */
  readonly canNegate?: boolean;
  /** Why it cannot be used; empty: it can. */
  readonly error: string;
  readonly icon?: ReactNode;
}

const FLAGS = [
  ['matchCase', t('match case'), IconLetterCase],
  ['wholeWord', t('whole words'), IconTextScan2],
  ['regex', t('regular expression'), IconRegex],
  ['negate', t('lines without it'), IconEqualNot],
] as const;

/** Of the contract. */
const LONGEST = 2000;

/** What is looked for, and how. */
export function TermInput({ label, term, onChange, onKeyDown, box, canNegate = false, error, icon }: Props) {
  return (
    <div className={classes.root}>
      <SearchBox
        ref={box}
        label={label}
        className={classes.input}
        value={term.text}
        maxLength={LONGEST}
        error={error === '' ? null : error}
        onKeyDown={onKeyDown}
        onText={(text) => onChange({ ...term, text })}
        {...(icon !== undefined && { leftSection: icon })}
      />
      {FLAGS.filter(([flag]) => canNegate || flag !== 'negate').map(([flag, words, Icon]) => (
        <IconButton
          key={flag}
          label={`${label}: ${words}`}
          icon={<Icon size={16} />}
          aria-pressed={term[flag]}
          className={classes.flag}
          onClick={() => onChange({ ...term, [flag]: !term[flag] })}
        />
      ))}
    </div>
  );
}
