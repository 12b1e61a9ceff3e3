import { useMemo } from 'react';
import { LogView } from './view/log-view';

/** The merged logs of a compose project, by its name, as its containers come and go. */
export function ProjectLogs({ project }: { readonly project: string }) {
  const selection = useMemo(() => ({ kind: 'project' as const, project }), [project]);
  return <LogView key={project} selection={selection} />;
}
