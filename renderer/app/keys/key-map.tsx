import { useRef, useState } from 'react';
import { keysIn } from '../../lib/actions/bindings';
import { type Action, type ActionGroup, allActions } from '../../lib/actions/define';
import { usePresentGroups } from '../../lib/actions/use-actions';
import { t } from '../../lib/i18n';
import { keyLabel } from '../../lib/platform';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';
import { APP_ACTIONS } from '../app-actions';
import { IS_DESKTOP } from '../desktop';
import { KeyRow } from './key-row';
import classes from './keys.module.css';
import { saveBindings, useSavedBindings } from './use-key-settings';

interface Section {
  readonly group: ActionGroup;
  readonly actions: readonly Action[];
}

/** The app's own first, then what works here. */
function sectionsOf(actions: readonly Action[], present: ReadonlySet<string>): readonly Section[] {
  const groups = [...new Map(actions.map(({ group }) => [group.id, group])).values()];
  const sections = groups.map((group) => ({ group, actions: actions.filter((action) => action.group === group) }));
  const isHere = ({ group }: Section): boolean => present.has(group.id);
  const rank = (section: Section): number => (section.group === APP_ACTIONS.keys.group ? 0 : isHere(section) ? 1 : 2);
  return sections.sort((one, other) => rank(one) - rank(other));
}

/** All keys there are, those of other views too; each can be changed but for those that go with the focus. */
export function KeyMap() {
  const bindings = useSavedBindings();
  const present = usePresentGroups();
  const filter = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [edited, setEdited] = useState<string | null>(null);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = allActions().filter((action) => {
    const keys = keysIn(bindings, action).map((each) => keyLabel(each));
    const found = [action.title, action.group.title, ...keys].join(' ').toLowerCase();
    return words.every((word) => found.includes(word));
  });
  return (
    <>
      <div className={classes.tools}>
        <SearchBox
          ref={filter}
          label={t('Filter keys')}
          placeholder={t('Filter: what it does, or a key')}
          className={classes.filter}
          data-autofocus
          value={text}
          onText={setText}
        />
        <ResetAll onAnswer={() => filter.current?.focus()} />
      </div>
      {!IS_DESKTOP && (
        <p className={classes.note}>
          {t('In a browser, zooming is the browser’s own, and some keys never reach Slipway.')}
        </p>
      )}
      <div className={classes.groups}>
        {sectionsOf(shown, present).map(({ group, actions }) => (
          <section key={group.id} aria-label={group.title}>
            <h3>{group.title}</h3>
            <ul className={classes.list}>
              {actions.map((action) => (
                <KeyRow
                  key={action.id}
                  action={action}
                  bindings={bindings}
                  edited={edited === action.id}
                  onEdit={(open) => setEdited(open ? action.id : null)}
                />
              ))}
            </ul>
          </section>
        ))}
        {shown.length === 0 && <p className={classes.note}>{t('No key matches the filter')}</p>}
      </div>
    </>
  );
}

/** Says what is lost before it is. `onAnswer`: the buttons that had the focus go. */
function ResetAll({ onAnswer }: { readonly onAnswer: () => void }) {
  const bindings = useSavedBindings();
  const [asked, setAsked] = useState(false);
  const count = Object.keys(bindings).length;
  if (!asked || count === 0)
    return (
      <Button disabled={count === 0} onClick={() => setAsked(true)}>
        {t('Reset all…')}
      </Button>
    );
  const answer = (yes: boolean): void => {
    if (yes) saveBindings({});
    setAsked(false);
    onAnswer();
  };
  return (
    <Notice
      tone="warn"
      role="alert"
      title={t('{count, plural, one {# action gets its own keys back} other {# actions get their own keys back}}', {
        count,
      })}
    >
      <span className={classes.answers}>
        <Button variant="danger" onClick={() => answer(true)}>
          {t('Reset all')}
        </Button>
        <Button onClick={() => answer(false)}>{t('Cancel')}</Button>
      </span>
    </Notice>
  );
}
