import { memo, type ReactNode } from 'react';
import { t } from '../../../lib/i18n';
import classes from '../create.module.css';
import { BLANK } from '../model/blank';
import type { Field, Part, SectionModel } from '../model/fields';
import { type FormState, useForm, useFormStore } from '../model/form-store';
import { valueAt } from '../model/paths';
import { lineOf } from '../model/words';
import { FieldView } from './field-view';
import { GPU_PATH, GpuField } from './gpu-field';
import { RowsTable } from './rows-table';

export const sectionId = (id: string): string => `create-section-${id}`;

interface Props {
  readonly section: SectionModel;
  /** The first field gets the focus when the form opens. */
  readonly first?: boolean;
  readonly children?: ReactNode;
}

export const SectionView = memo(function SectionView({ section, first = false, children }: Props) {
  const { id, title, parts, more } = section;
  return (
    <section id={sectionId(id)} aria-labelledby={`${sectionId(id)}-title`} className={classes.section}>
      <h2 id={`${sectionId(id)}-title`} tabIndex={-1}>
        {title}
      </h2>
      <div className={classes.fields}>
        {parts.map((part, index) => (
          <PartView key={part.path} part={part} autoFocus={first && index === 0} />
        ))}
      </div>
      {children}
      {more !== undefined && <More id={id} parts={more} title={title} />}
    </section>
  );
});

function PartView({ part, autoFocus = false }: { readonly part: Part; readonly autoFocus?: boolean }) {
  if (part.kind === 'table') return <RowsTable table={part} />;
  return part.path === GPU_PATH ? <GpuField field={part} /> : <WithImage field={part} autoFocus={autoFocus} />;
}

/** What the image has is what holds where nothing is typed. */
function WithImage({ field, autoFocus }: { readonly field: Field; readonly autoFocus: boolean }) {
  const fromImage = useForm(({ facts }) => imageWords(facts, field.path));
  return (
    <FieldView field={field} placeholder={fromImage === '' ? field.placeholder : fromImage} autoFocus={autoFocus} />
  );
}

function imageWords(facts: FormState['facts'], path: string): string {
  if (facts === null) return '';
  switch (path) {
    case 'command':
      return lineOf(facts.command);
    case 'entrypoint':
      return lineOf(facts.entrypoint);
    case 'user':
      return facts.user;
    case 'workingDir':
      return facts.workingDir;
    case 'stopSignal':
      return facts.stopSignal;
    case 'health.test':
      return facts.health.slice(1).join(' ');
    default:
      return '';
  }
}

const isSaid = (state: FormState, { path }: Part): boolean =>
  JSON.stringify(valueAt(state.spec, path)) !== JSON.stringify(valueAt(BLANK, path));

interface MoreProps {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

/** What is seldom needed is drawn only where it is open: by the user, or because something stands there. */
function More({ id, title, parts }: MoreProps) {
  const form = useFormStore();
  const open = useForm((state) => state.opened[id] ?? parts.some((part) => isSaid(state, part)));
  return (
    <div className={classes.more}>
      <button
        type="button"
        aria-expanded={open}
        className={classes.moreButton}
        onClick={() => form.setState(({ opened }) => ({ opened: { ...opened, [id]: !open } }))}
      >
        <span className="sw-hidden">{title}: </span>
        {open ? t('Less') : t('More: ')}
        {!open && <span className={classes.moreNames}>{parts.map(({ label }) => label).join(', ')}</span>}
      </button>
      {open && (
        <div className={classes.fields}>
          {parts.map((part) => (
            <PartView key={part.path} part={part} />
          ))}
        </div>
      )}
    </div>
  );
}
