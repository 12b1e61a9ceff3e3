import { t } from '../../../../lib/i18n';
import { EngineText } from '../../../../ui/engine-text';
import { Section } from '../../../../ui/facts';
import classes from '../../builds.module.css';
import type { Difference } from './differences';

interface Props {
  readonly title: string;
  /** What the two are called. */
  readonly titles: readonly [string, string];
  readonly differences: readonly Difference[];
  /** Said where there are none. */
  readonly none?: string;
}

/** What two builds have, side by side. */
export const DifferenceTable = ({ title, titles, differences, none = t('The same.') }: Props) => (
  <Section title={title} none={differences.length === 0 && none}>
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sw-hidden">{t('What')}</span>
          </th>
          <th scope="col">{titles[0]}</th>
          <th scope="col">{titles[1]}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ name, a, b }) => (
          <tr key={name} data-differs={a !== b || undefined}>
            <th scope="row">
              <EngineText value={name} />
            </th>
            <td>
              <EngineText value={a} wrap />
            </td>
            <td>
              <EngineText value={b} wrap />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Section>
);
