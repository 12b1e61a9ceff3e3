import type { ConfigLine, PackageLine } from '../../../main/contract/layers';
import { t } from '../../lib/i18n';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import classes from './layers.module.css';

interface Names {
  readonly before: string;
  readonly after: string;
}

interface Line {
  readonly key: string;
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface TableProps {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly names: Names;
}

const Value = ({ value }: { readonly value: string | null }) =>
  value === null ? <span className={classes.dim}>{t('none')}</span> : <EngineText value={value} wrap mono />;

function Table({ label, lines, names }: TableProps) {
  if (lines.length === 0) return <EmptyState title={t('Nothing differs')} />;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            <th scope="col">
              <EngineText value={names.before} />
            </th>
            <th scope="col">
              <EngineText value={names.after} />
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, title, before, after }) => (
            <tr key={key}>
              <th scope="row">
                <EngineText value={title} />
              </th>
              <td>
                <Value value={before} />
              </td>
              <td>
                <Value value={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Props<L> {
  readonly lines: readonly L[];
  readonly names: Names;
}

export const ConfigTable = ({ lines, names }: Props<ConfigLine>) => (
  <Table
    label={t('Settings')}
    names={names}
    lines={lines.map(({ field, before, after }) => ({ key: field, title: field, before, after }))}
  />
);

export const PackageTable = ({ lines, names }: Props<PackageLine>) => (
  <Table
    label={t('Packages')}
    names={names}
    lines={lines.map(({ kind, name, before, after }) => ({
      ...{ key: `${kind} ${name}`, title: `${name} (${kind})`, before, after },
    }))}
  />
);
