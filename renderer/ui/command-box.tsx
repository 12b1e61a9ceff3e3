import { t } from '../lib/i18n';
import classes from './command-box.module.css';
import { CopyButton } from './copy-button';
import { EngineText } from './engine-text';

interface Props {
  readonly lines: readonly string[];
  /** What is seen of them, where that is less: secrets are copied, not shown. */
  readonly shown?: readonly string[];
}

/** The docker CLI lines that do the same. */
export const CommandBox = ({ lines, shown = lines }: Props) => (
  <div className={classes.box} role="group" aria-label={t('Command')}>
    <div className={classes.lines}>
      {shown.map((line, at) => (
        <div key={at}>
          <EngineText value={line} mono wrap />
        </div>
      ))}
    </div>
    <CopyButton text={lines.join('\n')} label={t('Copy command')} />
  </div>
);
