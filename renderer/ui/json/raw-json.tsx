import { IconArrowDown, IconArrowUp, IconEye, IconEyeOff } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { t } from '../../lib/i18n';
import { Button } from '../button';
import { CopyButton } from '../copy-button';
import { IconButton } from '../icon-button';
import { SearchBox } from '../search-box';
import { JsonLines } from './json-lines';
import { MOST_MATCHES, findIn } from './json-rows';
import { type JsonLine, jsonLines } from './json-text';
import { maskLines } from './masked-lines';
import classes from './raw-json.module.css';

const joined = (lines: readonly JsonLine[]): string =>
  lines.map(({ depth, text }) => '  '.repeat(depth) + text).join('\n');

/** The engine's own answer, line by line, with search and copy; secrets masked until shown. */
export function RawJson({ json }: { readonly json: string }) {
  const lines = useMemo(() => jsonLines(json), [json]);
  const masked = useMemo(() => maskLines(lines), [lines]);
  const hasSecrets = useMemo(() => masked.some((line, index) => line !== lines[index]), [masked, lines]);
  const [secretsShown, setSecretsShown] = useState(false);
  const [text, setText] = useState('');
  const [step, setStep] = useState(0);
  const wanted = useDeferredValue(text);
  const visible = secretsShown ? lines : masked;
  const matches = useMemo(() => findIn(visible, wanted), [visible, wanted]);
  const at = matches.length === 0 ? 0 : ((step % matches.length) + matches.length) % matches.length;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') setStep(event.shiftKey ? at - 1 : at + 1);
    else if (event.key === 'Escape' && text !== '') setText('');
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <SearchBox
          label={t('Search the JSON')}
          placeholder={t('Search')}
          className={classes.search}
          value={text}
          onKeyDown={onKeyDown}
          onText={(wished) => {
            setStep(0);
            setText(wished);
          }}
        />
        <span className={classes.count} aria-live="polite">
          {wanted !== '' && countWords(at, matches.length)}
        </span>
        <IconButton
          label={t('Previous match')}
          icon={<IconArrowUp size={15} />}
          disabled={matches.length === 0}
          onClick={() => setStep(at - 1)}
        />
        <IconButton
          label={t('Next match')}
          icon={<IconArrowDown size={15} />}
          disabled={matches.length === 0}
          onClick={() => setStep(at + 1)}
        />
      </div>
      <div className={classes.bar}>
        {hasSecrets && (
          <>
            <Button
              variant="subtle"
              icon={secretsShown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
              aria-pressed={secretsShown}
              onClick={() => setSecretsShown(!secretsShown)}
            >
              {secretsShown ? t('Mask secrets') : t('Show secrets')}
            </Button>
            <CopyButton withText text={() => joined(masked)} label={t('Copy with secrets masked')} />
          </>
        )}
        <CopyButton withText text={() => joined(lines)} label={t('Copy as is')} />
      </div>
      <JsonLines lines={visible} matches={matches} current={matches[at]} length={wanted.length} />
    </div>
  );
}

const countWords = (at: number, count: number): string =>
  count === 0
    ? t('Not found')
    : count === MOST_MATCHES
      ? t('{at} of {count} or more', { at: at + 1, count })
      : t('{at} of {count}', { at: at + 1, count });
