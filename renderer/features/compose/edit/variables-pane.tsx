import type { ComposeVariable } from '../../../../main/contract/compose-files';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { ListedLines } from './listed-lines';
import classes from './editor-page.module.css';
import { lastName } from './file-path';
import { Skeleton } from '../../../ui/skeleton';

interface Props {
  /** null: not known yet. */
  readonly variables: readonly ComposeVariable[] | null;
  readonly folder: string;
  readonly onGo: (path: string, line: number, column: number) => void;
}

/** What is filled in, with what, and from where. */
export function VariablesPane({ variables, folder, onGo }: Props) {
  if (variables === null)
    return (
      <div className={classes.skeletons} aria-busy>
        <Skeleton width="60%" />
      </div>
    );
  if (variables.length === 0) return <p className={classes.nothing}>{t('The files use no variables.')}</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('Variable')}</th>
            <th scope="col">{t('Value')}</th>
            <th scope="col">{t('From')}</th>
            <th scope="col">{t('Line')}</th>
          </tr>
        </thead>
        <tbody>
          {variables.map((variable, index) => (
            <tr key={index} data-missing={variable.value === null || undefined}>
              <th scope="row">
                <EngineText value={variable.name} mono />
              </th>
              <td>
                <Value {...variable} />
              </td>
              <td>
                <Origin {...variable} />
              </td>
              <td>
                <ListedLines places={variable.places} folder={folder} of={variable.name} onGo={onGo} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value, required }: ComposeVariable) {
  if (value === null)
    return <span className={classes.missing}>{required ? t('missing, and required') : t('missing')}</span>;
  return value === '' ? <span className={classes.dim}>{t('empty')}</span> : <EngineText value={value} mono wrap />;
}

function Origin({ source, from, value }: ComposeVariable) {
  if (source === 'file')
    return (
      <span title={from}>
        <EngineText value={lastName(from)} mono title={from} />
      </span>
    );
  const words = { environment: t('environment'), default: t('default'), none: value === null ? '' : t('nowhere') }[
    source
  ];
  return <span className={classes.dim}>{words}</span>;
}
