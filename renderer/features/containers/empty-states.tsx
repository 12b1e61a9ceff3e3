import { IconBox, IconFilterOff, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useEngine } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import classes from './empty-states.module.css';

const EXAMPLE = 'docker run -d --name web -p 8080:80 nginx';

interface Props {
  readonly kind: 'nothing-matches' | 'none';
  readonly onClearFilter: () => void;
  /** What else can be run, where nothing is. */
  readonly welcome: ReactNode;
}

/** Why there are no rows, and what to do about it. */
export function ListEmptyState({ kind, onClearFilter, welcome }: Props) {
  return (
    <div className={classes.area}>
      {kind === 'none' ? (
        <EmptyState icon={<IconBox size={32} stroke={1.5} />} title="No containers">
          <p>Run one, and it appears here:</p>
          <div className={classes.command}>
            <code>{EXAMPLE}</code>
            <CopyButton text={EXAMPLE} label="Copy command" />
          </div>
          {welcome}
        </EmptyState>
      ) : (
        <EmptyState icon={<IconFilterOff size={32} stroke={1.5} />} title="Nothing matches">
          <p>No container meets all terms of the filter.</p>
          <Button onClick={onClearFilter}>Clear the filter</Button>
        </EmptyState>
      )}
    </div>
  );
}

interface NoEngineProps {
  /** The engine that Slipway can bring. */
  readonly offer: ReactNode;
}

/** Nothing was ever heard of this engine's containers. */
export function NoEngine({ offer }: NoEngineProps) {
  const reason = useEngine(({ state }) => state?.status.reason ?? '');
  return (
    <div className={classes.area}>
      <EmptyState icon={<IconPlugConnectedX size={32} stroke={1.5} />} title="No engine is connected">
        {reason !== '' && <EngineText value={reason} wrap />}
        {offer}
        <Link href="/engine">Choose an engine</Link>
      </EmptyState>
    </div>
  );
}
