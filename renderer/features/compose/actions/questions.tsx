import { AddDialog } from '../add/add-dialog';
import { FromContainersDialog } from '../add/from-containers-dialog';
import { SaveDroppedDialog } from '../add/save-dropped-dialog';
import { SettingsDialog } from '../add/settings-dialog';
import { TemplateDialog } from '../add/template-dialog';
import { DownDialog } from './down-dialog';
import { ForgetDialog } from './forget-dialog';
import { type Question, useQuestion } from './questions-store';
import { BuildDialog, OrphansDialog, RunDialog, ScaleDialog } from './small-dialogs';
import { UpDialog } from './up-dialog';

/** The dialogs of compose projects, on every view. Once a page. */
export function ComposeQuestions() {
  const question = useQuestion((store) => store.question);
  return question === null ? null : <Asked question={question} />;
}

function Asked({ question }: { readonly question: Question }) {
  switch (question.kind) {
    case 'up':
      return <UpDialog projectKey={question.key} services={question.services} />;
    case 'build':
      return <BuildDialog projectKey={question.key} services={question.services} />;
    case 'down':
      return <DownDialog projectKey={question.key} />;
    case 'settings':
      return <SettingsDialog projectKey={question.key} />;
    case 'forget':
      return <ForgetDialog projectKey={question.key} />;
    case 'orphans':
      return <OrphansDialog projectKey={question.key} />;
    case 'scale':
      return <ScaleDialog projectKey={question.key} service={question.service} />;
    case 'run':
      return <RunDialog projectKey={question.key} service={question.service} />;
    case 'add':
      return <AddDialog path={question.path} />;
    case 'template':
      return <TemplateDialog />;
    case 'save-dropped':
      return <SaveDroppedDialog dropped={question.dropped} />;
    case 'from-containers':
      return <FromContainersDialog containers={question.containers} />;
  }
}
