import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TerminalFacts, TerminalWish } from '../../../main/contract/terminal';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { AttachForm } from './attach-form';
import { HelperForm } from './helper-form';
import type { Scope } from './scope';
import { ShellForm } from './shell-form';
import classes from './terminal.module.css';

interface Props {
  readonly scope: Scope;
  /** Rejects with what the call rejects with. */
  readonly onOpen: (target: TerminalWish) => Promise<void>;
  /** Null: there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
}

/** What to open. */
export function StartPanel({ scope, onOpen, onCancel }: Props) {
  return (
    <div className={classes.start}>
      {scope === null ? (
        <HelperForm kind="host" onOpen={(image) => onOpen({ kind: 'host', image })} />
      ) : (
        <ContainerStart container={scope} onOpen={onOpen} />
      )}
      {onCancel !== null && (
        <div>
          <Button onClick={onCancel}>{t('Cancel')}</Button>
        </div>
      )}
    </div>
  );
}

interface ContainerProps {
  readonly container: string;
  readonly onOpen: Props['onOpen'];
}

function ContainerStart({ container, onOpen }: ContainerProps) {
  const connection = useConnectionId();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['terminal', 'facts', container, connection],
    queryFn: ({ signal }) => rpc.call('terminal.facts', { container }, { signal }),
  });
  const again = (): void => void refetch();
  if (error !== null) return <ErrorNotice error={error} onRetry={again} />;
  if (data === undefined) return <Skeleton width="60%" />;
  if (!data.running) {
    return (
      <Notice
        tone="info"
        title={t('The container is not running.')}
        actions={
          <Button disabled={isFetching} onClick={again}>
            {t('Look again')}
          </Button>
        }
      >
        {t('A terminal needs a running container: start it first.')}
      </Notice>
    );
  }
  return <Choice container={container} facts={data} onOpen={onOpen} />;
}

type Kind = 'shell' | 'attach' | 'debug';

const KINDS: readonly (readonly [Kind, string])[] = [
  ['shell', t('A shell in the container')],
  ['debug', t('A debug shell beside it')],
  ['attach', t('Its main process')],
];

interface ChoiceProps extends ContainerProps {
  readonly facts: TerminalFacts;
}

function Choice({ container, facts, onOpen }: ChoiceProps) {
  const [kind, setKind] = useState<Kind>(facts.shells.length === 0 ? 'debug' : 'shell');
  return (
    <>
      {facts.paused && (
        <Notice tone="warn" title={t('The container is paused.')}>
          {t('Nothing in it runs until it is unpaused, a new shell neither.')}
        </Notice>
      )}
      {facts.shells.length === 0 && (
        <Notice tone="info" title={t('No shell was found in this container.')}>
          {t(
            'Many small images come without one. A debug shell brings its own; if there is a shell at an unusual place, name it under “A shell in the container”.',
          )}
        </Notice>
      )}
      <fieldset className={classes.choices}>
        <legend>{t('Open')}</legend>
        {KINDS.map(([each, label]) => (
          <Radio key={each} name="terminal-kind" label={label} checked={kind === each} onChange={() => setKind(each)} />
        ))}
      </fieldset>
      {kind === 'shell' && <ShellForm facts={facts} onOpen={(wish) => onOpen({ kind: 'shell', container, ...wish })} />}
      {kind === 'attach' && (
        <AttachForm facts={facts} onOpen={(stdin) => onOpen({ kind: 'attach', container, stdin })} />
      )}
      {kind === 'debug' && <HelperForm kind="debug" onOpen={(image) => onOpen({ kind: 'debug', container, image })} />}
    </>
  );
}
