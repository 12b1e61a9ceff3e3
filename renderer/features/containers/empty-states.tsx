import { IconBox, IconFilterOff, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { EngineState } from '../../../main/contract/engine';
import { t } from '../../lib/i18n';
import { useEngine } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import classes from './empty-states.module.css';

const EXAMPLE = 'run -d --name web -p 8080:80 nginx';

/** As the docker CLI reaches this engine: Slipway's own through the context that it keeps. */
const exampleFor = ({ candidates, status }: EngineState): string => {
  const own = candidates.some(({ key, source }) => source === 'slipway' && key === status.engine?.key);
  return own ? `docker --context slipway ${EXAMPLE}` : `docker ${EXAMPLE}`;
};

interface Props {
  readonly kind: 'nothing-matches' | 'none';
  readonly onClearFilter: () => void;
  /** What else can be run, where nothing is. */
  readonly welcome: ReactNode;
}

/** Why there are no rows, and what to do about it. */
export function ListEmptyState({ kind, onClearFilter, welcome }: Props) {
  const example = useEngine(({ state }) => (state === null ? `docker ${EXAMPLE}` : exampleFor(state)));
  return (
    <div className={classes.area}>
      {kind === 'none' ? (
        <EmptyState icon={<IconBox size={32} stroke={1.5} />} title={t('No containers')}>
          <p>{t('Run one, and it appears here:')}</p>
          <div className={classes.command}>
            <code>{example}</code>
            <CopyButton text={example} label={t('Copy command')} />
          </div>
          {welcome}
        </EmptyState>
      ) : (
        <EmptyState icon={<IconFilterOff size={32} stroke={1.5} />} title={t('Nothing matches')}>
          <p>{t('No container meets all terms of the filter.')}</p>
          <Button onClick={onClearFilter}>{t('Clear the filter')}</Button>
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
      <EmptyState icon={<IconPlugConnectedX size={32} stroke={1.5} />} title={t('No engine is connected')}>
        {reason !== '' && <EngineText value={reason} wrap />}
        {offer}
        <Link href="/engine">{t('Choose an engine')}</Link>
      </EmptyState>
    </div>
  );
}
