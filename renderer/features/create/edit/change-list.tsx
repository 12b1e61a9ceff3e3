import type { RecreatePlan, SpecChange } from '../../../../main/contract/recreate';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import classes from '../create.module.css';
import { isSecretName } from '../model/env-text';
import { useFormStore } from '../model/form-store';
import { textAt } from '../model/paths';
import { goTo, labelOf } from '../parts/problem-list';

const WAYS = {
  none: t('Nothing differs from the container as it is.'),
  update: t('All of it is changed live: the container goes on running.'),
  recreate: t('A new container takes its place. The old one is kept, stopped, until you let it go.'),
} as const;

/** Before and after, field by field, and what is lost. */
export function ChangeList({ plan: { changes, way, losses } }: { readonly plan: RecreatePlan }) {
  return (
    <>
      <p className={classes.none}>{WAYS[way]}</p>
      {losses.length > 0 && (
        <Notice tone="warn" title={t('What is lost')}>
          <ul className={classes.notes}>
            {losses.map((loss) => (
              <li key={loss}>
                <EngineText value={loss} wrap />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ul className={classes.changes}>
        {changes.map((change) => (
          <Change key={change.path} change={change} />
        ))}
      </ul>
    </>
  );
}

function Change({ change: { path, before, after, live } }: { readonly change: SpecChange }) {
  const form = useFormStore();
  const row = /^env\.\d+/.exec(path)?.[0];
  const secret = row !== undefined && isSecretName(textAt(form.getState().spec, `${row}.name`));
  const shown = (value: string): string => (secret && value !== '' ? '••••••' : value);
  return (
    <li>
      <div className={classes.changeHead}>
        <button type="button" className={classes.jump} onClick={() => goTo(form, path)}>
          {labelOf(path)}
        </button>
        <span className={classes.mark} data-live={live || undefined}>
          {live ? t('live') : t('needs a new container')}
        </span>
      </div>
      <del>{before === '' ? t('nothing') : <EngineText value={shown(before)} wrap mono />}</del>
      <ins>{after === '' ? t('nothing') : <EngineText value={shown(after)} wrap mono />}</ins>
    </li>
  );
}
