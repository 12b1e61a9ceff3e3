import type { ComposeProblem } from '../../../../main/contract/compose-files';
import { t } from '../../../lib/i18n';
import { PlanView } from '../plan/plan-view';
import type { FileProps } from './file-props';
import { PaneTabs } from './pane-tabs';
import { ResolvedPane } from './resolved-pane';
import { PANES, SIDES, type Layout } from './use-layout';
import { VariablesPane } from './variables-pane';
import classes from './editor-page.module.css';

interface Props extends FileProps {
  readonly layout: Layout;
  readonly onGo: (path: string, line: number, column: number) => void;
  readonly onPlanned: (problems: readonly ComposeProblem[]) => void;
}

/** What comes of the files as they stand in the editor; where there is no room beside the text, one instead of the other. */
export function SidePanes({ projectKey, place, answers, layout, onGo, onPlanned }: Props) {
  const { narrow, shown } = layout;
  return (
    <section
      className={classes.sides}
      aria-label={t('What comes of the files')}
      data-text={shown.id === 'text' || undefined}
    >
      <PaneTabs label={t('What comes of the files')} tabs={narrow ? PANES : SIDES} shown={shown} onShow={layout.show}>
        {shown.id === 'resolved' ? (
          <ResolvedPane
            text={answers.resolved}
            refused={answers.config?.text === ''}
            waits={answers.waits}
            error={answers.configError}
            reveal={answers.reveal}
            onReveal={answers.setReveal}
            onRetry={answers.again}
          />
        ) : shown.id === 'variables' ? (
          <VariablesPane variables={answers.check?.variables ?? null} folder={place.folder} onGo={onGo} />
        ) : shown.id === 'plan' ? (
          <div className={classes.scroll}>
            <PlanView
              {...{ projectKey, place, unsaved: answers.settled, removeOrphans: false }}
              onGo={(path, line) => onGo(path, line, 1)}
              onProblems={onPlanned}
            />
          </div>
        ) : null}
      </PaneTabs>
    </section>
  );
}
