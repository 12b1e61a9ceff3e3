import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import classes from '../create.module.css';
import { type FormStore, useForm, useFormStore } from '../model/form-store';
import { shownProblems } from '../model/problems';
import { PARTS, sectionOf } from '../model/sections';
import { controlId } from './field-shell';

/** `ports.2.hostPort` -> that control, else the one of the whole list. */
function controlAt(path: string): HTMLElement | null {
  const parts = path.split('.');
  for (let count = parts.length; count > 0; count -= 1) {
    const control = document.getElementById(controlId(parts.slice(0, count).join('.')));
    if (control !== null) return control;
  }
  return null;
}

/** Opens what it lies in, and gives it the focus. */
export function goTo(form: FormStore, path: string): void {
  const { id, more = [] } = sectionOf(path);
  if (more.some((part) => path === part.path || path.startsWith(`${part.path}.`)))
    form.setState(({ opened }) => ({ opened: { ...opened, [id]: true } }));
  setTimeout(() => {
    const control = controlAt(path);
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: 'center' });
  });
}

/** What a field is called, with the number of its row. */
export function labelOf(path: string): string {
  const part = PARTS.find((each) => path === each.path || path.startsWith(`${each.path}.`));
  if (part === undefined) return t('The container');
  const row = part.kind === 'table' ? /^\d+/.exec(path.slice(part.path.length + 1))?.[0] : undefined;
  return row === undefined ? part.label : `${part.label}, ${String(Number(row) + 1)}`;
}

/** All that keeps the form from being run, each leading to its field. */
export function ProblemList() {
  const form = useFormStore();
  const tried = useForm((state) => state.tried);
  const text = useForm((state) => JSON.stringify(shownProblems(state).filter(({ severity }) => severity === 'error')));
  const problems = JSON.parse(text) as ReturnType<typeof shownProblems>;
  if (!tried || problems.length === 0) return null;
  return (
    <Notice
      tone="bad"
      role="alert"
      title={t('{count, plural, one {One thing is wrong} other {# things are wrong}}', { count: problems.length })}
    >
      <ul className={classes.problemList}>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <button type="button" className={classes.jump} onClick={() => goTo(form, path)}>
              {labelOf(path)}
            </button>
            : <EngineText value={message} wrap />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
