import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { ExternalLink } from '../../lib/external-link';
import { useEngine } from '../../rpc/stores/engine-store';
import { startMachineStore, useMachine } from '../../rpc/stores/machine-store';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { useFindings } from './findings';
import { type FirstContainer, isUnderWay, runFirstContainer, useFirstContainer } from './first-container';
import classes from './welcome.module.css';

/** One button that ends in a running container. */
export function FirstStep() {
  useEffect(startMachineStore, []);
  const run = useFirstContainer();
  const isConnected = useEngine(({ state }) => state?.status.state === 'connected');
  const machine = useFindings().data?.machine ?? null;
  const canStart = machine !== null && machine.problem === '';
  const busy = isUnderWay(run);
  return (
    <section aria-labelledby="welcome-first" className={classes.section}>
      <h2 id="welcome-first">{t('A first container')}</h2>
      <p>
        {isConnected
          ? t('It shows one page and needs no network: its image is made here, of a few thousand bytes.')
          : canStart
            ? t(
                'No engine answers, so Slipway starts its own first. Then it makes a container that shows one page. No network is needed.',
              )
            : t('An engine is needed first: start one of those below, and it is found by itself.')}
      </p>
      <div className={classes.line}>
        <Button
          variant="primary"
          data-autofocus
          icon={<IconPlayerPlay size={15} />}
          disabled={busy || !(isConnected || canStart)}
          onClick={() => void runFirstContainer()}
        >
          {isConnected ? t('Run a first container') : t('Start the engine and run a first container')}
        </Button>
        <span role="status" className={classes.dim}>
          <Progress run={run} />
        </span>
      </div>
      {run.at === 'failed' && <ErrorNotice error={run.error} onRetry={() => void runFirstContainer()} />}
      {run.result !== null && <Result result={run.result} />}
    </section>
  );
}

function Progress({ run }: { readonly run: FirstContainer }) {
  const phase = useMachine(({ state }) => state?.phases.at(-1)?.name ?? '');
  switch (run.at) {
    case 'engine':
      return phase === '' ? t('Starting the engine…') : t('Starting the engine: {phase}…', { phase });
    case 'image':
      return t('Making the image…');
    case 'container':
      return t('Starting the container…');
    case 'page':
      return t('Waiting for its page…');
    case 'done':
      return t('It runs.');
    case 'idle':
    case 'failed':
      return '';
  }
}

function Result({ result }: { readonly result: NonNullable<FirstContainer['result']> }) {
  const { containerId, name, url, answers } = result;
  return (
    <div className={classes.result}>
      {url !== null && (
        <p>
          <ExternalLink href={url}>{t('Open its page: {url}', { url })}</ExternalLink>
        </p>
      )}
      {!answers && (
        <p className={classes.dim}>
          {t(
            'The page did not answer this computer. Where the engine runs elsewhere, its ports may be heard there only.',
          )}
        </p>
      )}
      <p>
        <Link href={`/containers/${encodeURIComponent(containerId)}`}>
          {t('See the container {name}', { name: withoutControls(name) })}
        </Link>
      </p>
    </div>
  );
}
