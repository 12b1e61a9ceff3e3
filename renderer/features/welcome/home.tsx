import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Redirect } from 'wouter';
import { rpc } from '../../rpc/client';
import { useConnectionId, useEngine } from '../../rpc/stores/engine-store';
import { useSettings } from '../../rpc/stores/settings-store';
import { WELCOME_PATH } from './routes';

/** Longer than an engine on this computer takes to answer. */
const PATIENCE_MS = 3_000;

interface Props {
  /** Where one begins who knows Slipway. */
  readonly usual: string;
}

/** Where the window begins. Who has containers already gets at them at once, and a card beside them. */
export function Home({ usual }: Props) {
  const done = useSettings(({ value }) => value?.welcome.done);
  if (done === undefined) return null;
  return done ? <Redirect to={usual} replace /> : <FirstStart usual={usual} />;
}

function FirstStart({ usual }: Props) {
  const connection = useConnectionId();
  const isSearching = useEngine(({ state }) => state === null || state.status.state === 'connecting');
  const facts = useQuery({
    queryKey: ['engine', connection, 'facts'],
    queryFn: ({ signal }) => rpc.call('engine.facts', undefined, { signal }),
    enabled: connection !== null,
  });
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (facts.data !== undefined) {
    const hasContainers = facts.data.containers.total > 0;
    return <Redirect to={hasContainers ? usual : WELCOME_PATH} replace />;
  }
  if (late || facts.isError || (connection === null && !isSearching)) return <Redirect to={WELCOME_PATH} replace />;
  return null;
}
