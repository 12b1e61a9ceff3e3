import { t } from '../../../lib/i18n';
import classes from '../create.module.css';
import { useForm } from '../model/form-store';
import { errorCounts } from '../model/problems';
import { SECTIONS } from '../model/sections';
import { sectionId } from './section-view';

const show = (id: string): void => {
  const section = document.getElementById(sectionId(id));
  section?.scrollIntoView({ block: 'start' });
  section?.querySelector('h2')?.focus({ preventScroll: true });
};

/** The way to each section, with how much is wrong there. */
export function SectionIndex() {
  const counts = useForm((state) => JSON.stringify([...errorCounts(state)]));
  const wrong = new Map(JSON.parse(counts) as [string, number][]);
  return (
    <nav aria-label={t('Sections')} className={classes.index}>
      <ul>
        {SECTIONS.map(({ id, title }) => (
          <li key={id}>
            <button type="button" className={classes.indexLink} onClick={() => show(id)}>
              {title}
              {wrong.has(id) && (
                <span className={classes.badge}>
                  {wrong.get(id)}
                  <span className="sw-hidden"> {t('wrong')}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
