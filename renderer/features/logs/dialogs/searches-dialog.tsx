import { TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import type { LogFilter, LogsSettings } from '../../../../main/contract/logs';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { draftOf, termWords, termsOf } from '../filter/filter-draft';
import { useLog, useUi } from '../view/context';
import { changeSettings, useLogsSettings } from '../view/settings';
import classes from './dialogs.module.css';

type SavedSearch = LogsSettings['savedSearches'][number];

/** Of the contract. */
const MOST = 100;
const LONGEST_NAME = 100;

function searchWords({ filter }: SavedSearch): string {
  const parts = filter.terms.map((term) => termWords(term));
  if (filter.levels.length > 0) parts.push(filter.levels.join(' or '));
  if (filter.stream !== null) parts.push(filter.stream);
  if (filter.context > 0)
    parts.push(t('with {context, plural, one {# line} other {# lines}} around', { context: filter.context }));
  return parts.join(', ');
}

/** Filters under a name, the same in all logs. */
export function SearchesDialog({ onClose }: { readonly onClose: () => void }) {
  const { ui } = useLog();
  const { savedSearches } = useLogsSettings();
  const draft = useUi(({ filter }) => filter);
  const [name, setName] = useState('');
  const terms = termsOf(draft);
  const isEmpty = terms.length + draft.levels.length === 0 && draft.stream === null;
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() === '' || isEmpty) return;
    const { levels, stream, context } = draft;
    const filter = { terms: [...terms], levels: [...levels], stream, hiddenSources: [], context };
    const others = savedSearches.filter((search) => search.name !== name.trim());
    changeSettings({ savedSearches: [...others, { name: name.trim(), filter }].slice(-MOST) });
    setName('');
  };
  const use = (filter: LogFilter): void => {
    ui.setState({ filter: draftOf(filter, draft), filterShown: true, dialog: null });
  };
  return (
    <Dialog
      opened
      title={t('Saved searches')}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Done')}</Button>}
    >
      <form className={classes.form} onSubmit={save}>
        <TextInput
          data-autofocus
          className={classes.grow}
          label={t('Save the filter as')}
          description={isEmpty ? t('There is no filter at the moment: put one together, then save it here.') : null}
          value={name}
          maxLength={LONGEST_NAME}
          disabled={isEmpty}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={isEmpty || name.trim() === ''}>
          {t('Save')}
        </Button>
      </form>
      {savedSearches.length === 0 ? (
        <p>{t('Nothing is saved yet.')}</p>
      ) : (
        <ul className={classes.list} aria-label={t('Saved searches')}>
          {savedSearches.map((search) => (
            <li key={search.name} className={classes.entry}>
              <Button variant="subtle" onClick={() => use(search.filter)}>
                {search.name}
              </Button>
              <span className={classes.detail}>
                <EngineText value={searchWords(search)} />
              </span>
              <IconButton
                label={t('Delete {name}', { name: search.name })}
                icon={<IconTrash size={15} />}
                onClick={() =>
                  changeSettings({ savedSearches: savedSearches.filter((other) => other.name !== search.name) })
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
