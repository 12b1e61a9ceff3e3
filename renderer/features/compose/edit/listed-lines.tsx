import type { ComposeVariable } from '../../../../main/contract/compose-files';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import classes from './editor-page.module.css';
import { shownPath } from './file-path';

interface Props {
  readonly places: ComposeVariable['places'];
  readonly folder: string;
  /** What is there. */
  readonly of: string;
  readonly onGo: (path: string, line: number, column: number) => void;
}

const MOST = 5;

/** Ways to the lines where something is. */
export function ListedLines({ places, folder, of, onGo }: Props) {
  return (
    <span className={classes.lines}>
      {places.slice(0, MOST).map(({ path, line, column }, index) => (
        <button
          key={index}
          type="button"
          className={classes.line}
          aria-label={withoutControls(t('{of}, line {line} of {path}', { of, line, path: shownPath(path, folder) }))}
          onClick={() => onGo(path, line, column)}
        >
          {line}
        </button>
      ))}
      {places.length > MOST && <span>{t('and {count} more', { count: places.length - MOST })}</span>}
    </span>
  );
}
