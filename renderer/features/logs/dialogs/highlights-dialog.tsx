import { IconHighlight, IconTrash } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { NO_TERM, termWords } from '../filter/filter-draft';
import { TermInput } from '../filter/term-input';
import lineClasses from '../lines/lines.module.css';
import { patternOf } from '../text/pattern';
import type { HighlightColour } from '../text/pieces';
import { changeSettings, useLogsSettings } from '../view/settings';
import classes from './dialogs.module.css';

const COLOURS: readonly HighlightColour[] = ['yellow', 'green', 'blue', 'magenta', 'red', 'grey'];
/** Of the contract. */
const MOST = 50;

/** Terms that have a colour wherever they stand; the same in all logs. */
export function HighlightsDialog({ onClose }: { readonly onClose: () => void }) {
  const { highlights } = useLogsSettings();
  const [term, setTerm] = useState(NO_TERM);
  const [colour, setColour] = useState<HighlightColour>('yellow');
  const [error, setError] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  const add = (): void => {
    if (term.text === '') return;
    try {
      patternOf(term);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      return;
    }
    changeSettings({ highlights: [...highlights, { term, colour }].slice(-MOST) });
    setTerm(NO_TERM);
    setError('');
    box.current?.focus();
  };
  return (
    <Dialog
      opened
      title={t('Highlights')}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Done')}</Button>}
    >
      <div className={classes.form}>
        <TermInput
          label={t('Term')}
          icon={<IconHighlight size={15} />}
          term={term}
          box={box}
          error={error}
          onChange={setTerm}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <label htmlFor={id} className="sw-hidden">
          {t('Colour')}
        </label>
        <select
          id={id}
          className={classes.select}
          value={colour}
          onChange={(event) => setColour(COLOURS.find((name) => name === event.currentTarget.value) ?? 'yellow')}
        >
          {COLOURS.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <Button disabled={term.text === ''} onClick={add}>
          {t('Add')}
        </Button>
      </div>
      {highlights.length === 0 ? (
        <p>{t('No highlights yet.')}</p>
      ) : (
        <ul className={classes.list} aria-label={t('Highlights')}>
          {highlights.map((rule, index) => (
            <li key={`${index} ${rule.term.text}`} className={classes.entry}>
              <mark className={lineClasses.found} data-mark={rule.colour}>
                {rule.colour}
              </mark>
              <span className={classes.name}>
                <EngineText value={termWords(rule.term)} />
              </span>
              <IconButton
                label={t('Delete {term}', { term: termWords(rule.term) })}
                icon={<IconTrash size={15} />}
                onClick={() => changeSettings({ highlights: highlights.filter((_, at) => at !== index) })}
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
