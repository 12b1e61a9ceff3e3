import { useLocation, useSearch } from 'wouter';
import type { ProjectDetails } from '../../../../main/contract/compose';
import { t, Trans } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { Fact, Facts, Section } from '../../../ui/facts';
import { ask } from '../actions/questions-store';
import classes from '../compose.module.css';
import { EditorPage } from '../edit/editor-page';
import { WarnWords } from '../marks';
import { editedFile, editorPath } from '../routes';
import { nameIn } from '../words';
import type { ProjectTabProps } from './tab';

/** The files of the project; one of them in the editor. */
export function FilesTab({ projectKey, details, more }: ProjectTabProps) {
  const search = useSearch();
  const [, navigate] = useLocation();
  const { place } = details.row;
  if (place === null)
    return (
      <EmptyState title={t('It is not known where its files are')}>
        <p>{t('Its containers do not say it. Choose the folder, and all of compose can be used here.')}</p>
        <Button onClick={() => ask({ kind: 'settings', key: projectKey })}>{t('Choose the files…')}</Button>
      </EmptyState>
    );
  if (more !== 'edit') return <FileList projectKey={projectKey} details={details} />;
  const { path, line } = editedFile(search);
  return (
    <EditorPage
      {...{ projectKey, place, path, line }}
      onFile={(file, at) => navigate(editorPath(projectKey, { path: file, line: at }), { replace: true })}
      onUp={() => ask({ kind: 'up', key: projectKey, services: [] })}
    />
  );
}

interface ListProps {
  readonly projectKey: string;
  readonly details: ProjectDetails;
}

function FileList({ projectKey, details }: ListProps) {
  const [, navigate] = useLocation();
  const { row, files } = details;
  const { place } = row;
  if (place === null) return null;
  const missing = new Set(row.problems.flatMap(({ kind, subject }) => (kind === 'missing' ? [subject] : [])));
  const all = [...new Set([...files, ...place.files])];
  return (
    <div className={classes.files}>
      <Section
        title={t('Compose files')}
        none={all.length === 0 && t('There is no compose file in its folder.')}
        actions={<Button onClick={() => ask({ kind: 'settings', key: projectKey })}>{t('Settings…')}</Button>}
      >
        <ul className={classes.fileList} aria-label={t('Compose files')}>
          {all.map((path) => (
            <li key={path} className={classes.file}>
              <EngineText value={nameIn(place.folder, path)} mono title={path} />
              {missing.has(path) ? (
                <WarnWords words={t('missing')} />
              ) : (
                <Button onClick={() => navigate(editorPath(projectKey, { path, line: null }))}>{t('Edit')}</Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('How compose is called')}>
        <Facts>
          <Fact name={t('Project name')}>
            {place.name === '' ? (
              <span className={classes.dim}>
                <Trans text="by compose’s own rule: {name}" values={{ name: <EngineText value={row.name} /> }} />
              </span>
            ) : (
              <EngineText value={place.name} />
            )}
          </Fact>
          <Fact name={t('Folder')}>
            <EngineText value={place.folder} mono wrap />
          </Fact>
          <Fact name={t('Env files')}>
            {place.envFiles.length === 0 ? (
              <span className={classes.dim}>{t('.env of the folder, where there is one')}</span>
            ) : (
              place.envFiles.map((file) => (
                <div key={file} className={classes.envFile}>
                  <EngineText value={nameIn(place.folder, file)} mono />
                  {missing.has(file) && <WarnWords words={t('missing')} />}
                </div>
              ))
            )}
          </Fact>
          <Fact name={t('Profiles')}>
            <EngineText value={place.profiles.length === 0 ? 'none' : place.profiles.join(', ')} />
          </Fact>
        </Facts>
      </Section>
    </div>
  );
}
