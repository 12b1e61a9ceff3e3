import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import type { EndWords } from './scope';
import type { LinkState } from './screen/link-session';
import classes from './terminal.module.css';

interface Props {
  readonly linkState: LinkState;
  /** Null: it runs. */
  readonly words: EndWords | null;
  /** The engine's own words. */
  readonly message: string;
  readonly onAgain: () => void;
  readonly onTake: () => void;
}

/** Why nothing happens in a terminal, and what to do. The region is there before its words, so that they are read out. */
export function StatusLine({ linkState, words, message, onAgain, onTake }: Props) {
  return (
    <div role="status" className={classes.status}>
      {linkState === 'taken' && (
        <div className={classes.statusLine}>
          <span>{t('This terminal is shown in another window now.')}</span>
          <Button onClick={onTake}>{t('Show it here')}</Button>
        </div>
      )}
      {linkState === 'lost' && (
        <div className={classes.statusLine}>
          {t('The connection to Slipway is lost. The program goes on meanwhile.')}
        </div>
      )}
      {(linkState === 'live' || linkState === 'replaying') && words !== null && (
        <div className={classes.statusLine}>
          <span>
            {words.text} {message !== '' && <EngineText value={message} wrap />}
            {words.again !== null && t(' Press Enter to {again}.', { again: words.again })}
          </span>
          {words.again !== null && <Button onClick={onAgain}>{t('Start again')}</Button>}
        </div>
      )}
    </div>
  );
}
