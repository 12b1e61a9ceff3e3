import type { ReactNode } from 'react';
import { explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { Skeleton } from '../../../ui/skeleton';
import { useContainers } from '../containers';
import classes from './details.module.css';
import { EssentialsView } from './essentials-view';
import { RawJson } from '../../../ui/json/raw-json';
import type { TabProps } from './tab';
import { type Inspected, useInspect } from './use-inspect';

/** What most look for, of all that the engine knows of a container. */
export const InspectTab = ({ id }: TabProps) => (
  <WithInspect id={id} show={({ essentials }) => <EssentialsView essentials={essentials} />} />
);

/** All that the engine knows of it. */
export const JsonTab = ({ id }: TabProps) => <WithInspect id={id} show={({ json }) => <RawJson json={json} />} />;

interface Props extends TabProps {
  readonly show: (inspected: Inspected) => ReactNode;
}

function WithInspect({ id, show }: Props) {
  const { data, error, fetchStatus } = useInspect(id);
  const stale = useContainers((state) => state.stale);
  if (data !== undefined) return show(data);
  if (error !== null) return <Failed error={error} />;
  return fetchStatus === 'fetching' || stale ? (
    <Loading />
  ) : (
    <EmptyState title={t('This container no longer exists')} />
  );
}

const Loading = () => (
  <div className={classes.loading} aria-busy aria-label={t('Loading')} role="group">
    {['60%', '80%', '45%', '70%', '50%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </div>
);

function Failed({ error }: { readonly error: unknown }) {
  const { title, engineWords, advice } = explainError(error);
  return (
    <EmptyState title={title}>
      {engineWords !== '' && <EngineText value={engineWords} wrap />}
      {advice !== '' && <p>{advice}</p>}
    </EmptyState>
  );
}
