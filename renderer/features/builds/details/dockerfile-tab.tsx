import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import type { BuildRow } from '../../../../main/contract/builds';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { loadDockerfileLook } from '../../../ui/code-editor/languages';
import type { LineProblem } from '../../../ui/code-editor/problems';
import { useEditor } from '../../../ui/code-editor/use-editor';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import parts from '../../../ui/list-parts.module.css';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../builds.module.css';
import { useBuilds } from '../builds-store';
import { filePath } from '../routes';
import type { BuildTabProps } from './tab';

/** The Dockerfile as it was built, with what failed at its line. */
export function DockerfileTab({ id, report, more }: BuildTabProps) {
  const row = useBuilds(({ rows }) => rows.get(id));
  const [, navigate] = useLocation();
  const failure = useMemo(() => failureOf(row), [row]);
  if (row === undefined || report.dockerfile === null)
    return (
      <div className={parts.body} aria-busy role="group" aria-label={t('Loading')}>
        <Skeleton width="60%" />
      </div>
    );
  const line = more !== null && /^\d{1,6}$/.test(more) ? Number(more) : row.failedLine;
  const { folder, dockerfile } = row.wish;
  return (
    <div className={classes.built}>
      <div className={classes.builtHead}>
        <span className={classes.builtPath}>
          <EngineText value={dockerfile} mono />
        </span>
        <Button onClick={() => navigate(filePath({ folder, dockerfile, file: dockerfile, line, build: id }))}>
          {t('Edit')}
        </Button>
      </div>
      <Since row={row} />
      <Text text={report.dockerfile} line={line} problems={failure} />
    </div>
  );
}

const NOTHING: readonly LineProblem[] = [];

function failureOf(row: BuildRow | undefined): readonly LineProblem[] {
  if (row === undefined || row.failedLine === null) return NOTHING;
  return [
    { line: row.failedLine, severity: 'error', message: row.failure === '' ? t('It failed here.') : row.failure },
  ];
}

/** Whether what is there now is what was built. */
function Since({ row: { wish, dockerfileSha256 } }: { readonly row: BuildRow }) {
  const { folder, dockerfile, classic } = wish;
  const { data, error } = useQuery({
    queryKey: ['builds', 'dockerfile', folder, dockerfile, classic],
    queryFn: ({ signal }) => rpc.call('builds.dockerfile', { path: dockerfile, folder, classic }, { signal }),
    ...{ retry: false, gcTime: 0, staleTime: 0 },
  });
  const words =
    error !== null
      ? t('As it was built. The file cannot be read any more.')
      : data === undefined
        ? ''
        : data.sha256 === dockerfileSha256
          ? t('As it was built, and as it is now.')
          : t('As it was built. The file has been changed since.');
  return <p className={classes.note}>{words}</p>;
}

interface TextProps {
  readonly text: string;
  readonly line: number | null;
  readonly problems: readonly LineProblem[];
}

function Text({ text, line, problems }: TextProps) {
  const box = useRef<HTMLDivElement>(null);
  const { editor, error } = useEditor(box, {
    ...{ label: t('Dockerfile as it was built'), text, readOnly: true, problems, loadLanguage: loadDockerfileLook },
  });
  useEffect(() => {
    if (editor !== null && line !== null) editor.goTo(line);
  }, [editor, line]);
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div ref={box} className={classes.editor}>
        {editor === null && error === null && <Skeleton width="60%" />}
      </div>
    </>
  );
}
