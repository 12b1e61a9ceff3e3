import { useEffect, useState } from 'react';
import { t, Trans } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import { Kbd } from '../../ui/kbd';
import type { PaletteItem } from './item';
import classes from './palette.module.css';
import type { Ranked } from './rank';

/** A screen reader is told how many there are once the typing rests. */
const QUIET_MS = 500;

interface Props {
  readonly ranked: Ranked;
  /** The active one. */
  readonly item: PaletteItem | undefined;
  /** The actions of one object are shown. */
  readonly within: boolean;
}

/** The command line that does the same, else the keys. */
export function PaletteFooter({ ranked: { items, total, nothing }, item, within }: Props) {
  const command = useCommand(item);
  const shown = items.length;
  const words =
    shown < total
      ? t('{total} results, the first {shown} are shown', { total, shown })
      : t('{total, plural, =0 {No results} one {# result} other {# results}}', { total });
  return (
    <div className={classes.footer}>
      {command === null ? (
        <span className={classes.hint}>
          <Trans text="<key>Enter</key> to choose" tags={{ key: (inner) => <Kbd>{inner}</Kbd> }} />
          {within ? (
            <Trans text="<key>Esc</key> back" tags={{ key: (inner) => <Kbd>{inner}</Kbd> }} />
          ) : (
            item?.deeds !== undefined && (
              <Trans text="<key>Tab</key> what can be done" tags={{ key: (inner) => <Kbd>{inner}</Kbd> }} />
            )
          )}
        </span>
      ) : (
        <code className={classes.command}>
          <EngineText value={command} mono />
        </code>
      )}
      <span className={classes.count}>{words}</span>
      <Announcement words={nothing ?? words} />
    </div>
  );
}

function Announcement({ words }: { readonly words: string }) {
  const [told, setTold] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setTold(words), QUIET_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <span role="status" className="sw-hidden">
      {told}
    </span>
  );
}

/** Of the active deed; null: it has none, or it is not known yet. */
function useCommand(item: PaletteItem | undefined): string | null {
  const [known, setKnown] = useState<{ readonly item: PaletteItem; readonly line: string } | null>(null);
  useEffect(() => {
    if (item?.command === undefined) return;
    let over = false;
    void item.command().then(
      (line) => {
        if (!over) setKnown({ item, line });
      },
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [item]);
  return known !== null && known.item === item ? known.line : null;
}
