import { useState } from 'react';
import { t } from '../../../lib/i18n';
import classes from '../create.module.css';
import type { Field } from '../model/fields';
import { useForm } from '../model/form-store';
import { Flag } from './field-shell';
import { FieldView } from './field-view';
import { useChoices } from './proposals';

export const GPU_PATH = 'resources.gpus';

const NONE = t(
  'The engine names none: no nvidia runtime and no CDI devices. A pasted docker run line with --gpus asks for them all the same.',
);
const UNKNOWN = t('Whether the engine has any is not known yet.');

/** The field where the engine has GPUs, or where some are asked for already; else why it is not there. */
export function GpuField({ field }: { readonly field: Field }) {
  const offered = useChoices()?.gpus;
  const asked = useForm(({ spec }) => spec.resources.gpus !== '');
  // What is being typed in does not go when it is emptied.
  const [wasAsked, setWasAsked] = useState(asked);
  if (asked && !wasAsked) setWasAsked(true);
  if (offered === true || asked || wasAsked) return <FieldView field={field} />;
  return (
    <div className={classes.field} role="group" aria-label={field.label}>
      <div className={classes.labelLine}>
        <span className={classes.tableTitle}>{field.label}</span>
        <Flag flag={field.flag} />
      </div>
      <p className={classes.note}>{offered === undefined ? UNKNOWN : NONE}</p>
    </div>
  );
}
