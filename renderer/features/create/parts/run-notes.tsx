import type { RunNote } from '../../../../main/contract/create';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import classes from '../create.module.css';
import { useForm, useFormStore } from '../model/form-store';

const TITLES: Readonly<Record<RunNote['kind'], string>> = {
  'not-understood': t('Not understood, and left out'),
  'not-kept': t('Of no meaning here'),
  assumed: t('Assumed'),
};

/** What a pasted line held that is no field. */
export function RunNotes() {
  const form = useFormStore();
  const notes = useForm((state) => state.notes);
  if (notes.length === 0) return null;
  const kinds = (['not-understood', 'assumed', 'not-kept'] as const).filter((kind) =>
    notes.some((note) => note.kind === kind),
  );
  return (
    <Notice
      tone={kinds[0] === 'not-understood' ? 'warn' : 'info'}
      title={t('The line fills the form')}
      onDismiss={() => form.setState({ notes: [] })}
    >
      {kinds.map((kind) => (
        <div key={kind}>
          {TITLES[kind]}:
          <ul className={classes.notes}>
            {notes
              .filter((note) => note.kind === kind)
              .map(({ text }, index) => (
                <li key={`${index} ${text}`}>
                  <EngineText value={text} wrap />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Notice>
  );
}
