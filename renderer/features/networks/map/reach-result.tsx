import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReachAdvice, ReachEvidence, ReachVerdict } from '../../../../main/contract/network-reach';
import { t, Trans } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import classes from './map.module.css';
import { evidenceWords, reasonWords } from './reach-words';
import type { ReachRun } from './use-reach';

interface Props {
  readonly run: ReachRun;
  readonly nameOf: (id: string) => string;
  readonly onAgain: () => void;
}

/** The evidence as it comes, the verdict above it, and what to do. */
export function ReachResult({ run, nameOf, onAgain }: Props) {
  const { from, to, port, evidence, verdict, error, running } = run;
  return (
    <section aria-label={t('Result of the reach test')} className={classes.result} aria-busy={running}>
      <div role="status">
        {verdict === null ? (
          running && <Notice tone="info">{t('Testing…')}</Notice>
        ) : (
          <Verdict verdict={verdict} words={reasonWords(verdict, nameOf(from), nameOf(to), port)} />
        )}
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={onAgain} />}
      {verdict?.advice.map((advice) => (
        <Advice key={advice.cli} advice={advice} onDone={onAgain} />
      ))}
      <ol className={classes.evidence} aria-label={t('Evidence')}>
        {evidence.map((each) => (
          <Link key={each.kind} evidence={each} />
        ))}
      </ol>
    </section>
  );
}

const TONES = { yes: 'info', no: 'bad', unknown: 'warn' } as const;

const Verdict = ({ verdict, words }: { readonly verdict: ReachVerdict; readonly words: string }) => (
  <Notice tone={TONES[verdict.reachable]} title={<EngineText value={words} wrap />}>
    {verdict.ways.length > 0 && (
      <>
        <Trans
          text="Use {ways}"
          values={{ ways: <EngineText value={verdict.ways.slice(0, 6).join(', ')} wrap mono /> }}
        />
      </>
    )}
    {verdict.noName && (
      <p>
        {t(
          "By address only: no name leads there. Names resolve in networks of one's own, not in the engine's default bridge.",
        )}
      </p>
    )}
  </Notice>
);

function Link({ evidence }: { readonly evidence: ReachEvidence }) {
  const { good, title, lines, cli } = evidenceWords(evidence);
  const Icon = good === null ? IconMinus : good ? IconCheck : IconX;
  return (
    <li data-good={good ?? undefined}>
      <Icon size={15} aria-label={good === null ? t('unclear') : good ? t('good') : t('bad')} role="img" />
      <div className={classes.linkText}>
        <strong>
          <EngineText value={title} wrap />
        </strong>
        {lines.map((line) => (
          <div key={line}>
            <EngineText value={line} wrap />
          </div>
        ))}
      </div>
      {cli !== '' && (
        <CopyButton text={cli} label={t('Copy the command that shows it: {kind}', { kind: evidence.kind })} />
      )}
    </li>
  );
}

function Advice({ advice, onDone }: { readonly advice: ReachAdvice; readonly onDone: () => void }) {
  const act = useMutation({ mutationFn: () => follow(advice), onSuccess: onDone });
  return (
    <div className={classes.advice}>
      <Button disabled={act.isPending} onClick={() => act.mutate()}>
        {advice.kind === 'start' ? t('Start') : t('Connect')} <EngineText value={advice.containerName} />
        {advice.kind === 'connect' && (
          <>
            <Trans text="to {networkName}" values={{ networkName: <EngineText value={advice.networkName} /> }} />
          </>
        )}
      </Button>
      <CopyButton text={advice.cli} label={t('Copy command')} />
      {act.error !== null && <ErrorNotice error={act.error} />}
    </div>
  );
}

async function follow(advice: ReachAdvice): Promise<void> {
  if (advice.kind === 'connect') {
    const { container, network } = advice;
    await rpc.call('networks.connect', { container, network, aliases: [], ipv4: '', ipv6: '' });
    return;
  }
  for await (const { outcome, message } of rpc.stream('containers.run', { action: 'start', ids: [advice.container] }))
    if (outcome === 'failed') throw new Error(message);
}
