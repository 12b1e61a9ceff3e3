import { Checkbox } from '@mantine/core';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { toggled } from '../filter/filter-draft';
import { fieldsOf, parseLine } from '../json/fields';
import type { LogModel } from '../view/model';
import { withoutColours } from '../../../lib/ansi/ansi';
import { useLog, useUi } from '../view/context';
import classes from './dialogs.module.css';

/** Fields of the JSON lines on the screen: all that the page has looked at. */
function fieldsInSight({ session, ui }: LogModel): readonly string[] {
  const rows = [...(ui.getState().metrics?.heights.keys() ?? [])];
  const fields = rows.flatMap((row) => {
    const line = parseLine(withoutColours(session.row(row)?.text ?? ''));
    return line === null ? [] : fieldsOf(line);
  });
  return [...new Set(fields)];
}

/** Which fields of JSON lines have a column; none: such lines are shown as they are. */
export function ColumnsDialog({ onClose }: { readonly onClose: () => void }) {
  const model = useLog();
  const columns = useUi((state) => state.columns);
  const fields = [...new Set([...columns, ...fieldsInSight(model)])];
  return (
    <Dialog
      opened
      title={t('Columns of JSON lines')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => model.ui.setState({ columns: [] })}>{t('No columns')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        </>
      }
    >
      {fields.length === 0 ? (
        <p>{t('No line on the screen is a JSON object. Scroll to lines that are, then open this again.')}</p>
      ) : (
        <>
          <p>{t('Fields of the lines on the screen. Columns stand in the order in which they are picked.')}</p>
          <ul className={classes.list} aria-label={t('Fields')}>
            {fields.map((field) => (
              <li key={field}>
                <Checkbox
                  label={withoutControls(field)}
                  checked={columns.includes(field)}
                  onChange={() => model.ui.setState({ columns: toggled(columns, field) })}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
