import { useRef } from 'react';
import { t } from '../../../../lib/i18n';
import { loadDockerfileLook } from '../../../../ui/code-editor/languages';
import { useEditor } from '../../../../ui/code-editor/use-editor';
import { ErrorNotice } from '../../../../ui/error-notice';
import { Section } from '../../../../ui/facts';
import { Skeleton } from '../../../../ui/skeleton';
import classes from '../../builds.module.css';

interface Props {
  /** null: not told yet. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What was changed in the Dockerfile from one build to the other. */
export function DockerfileDifference({ before, after }: Props) {
  const known = before !== null && after !== null;
  return (
    <Section title={t('Dockerfile')} none={known && before === after && t('The Dockerfile is the same.')}>
      {known ? <Difference before={before} after={after} /> : <Skeleton width="60%" />}
    </Section>
  );
}

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const box = useRef<HTMLDivElement>(null);
  const { editor, error } = useEditor(box, {
    ...{ label: t('Changes of the Dockerfile'), text: after, original: before, readOnly: true },
    loadLanguage: loadDockerfileLook,
  });
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div ref={box} className={classes.difference}>
        {editor === null && error === null && <Skeleton width="60%" />}
      </div>
    </>
  );
}
