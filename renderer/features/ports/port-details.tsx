import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PortProblem, PortRow } from '../../../main/contract/ports';
import { ExternalLink } from '../../lib/external-link';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Fact, Facts, Section } from '../../ui/facts';
import { IconButton } from '../../ui/icon-button';
import { Notice } from '../../ui/notice';
import { useDetailsPane } from '../../ui/use-details-pane';
import { addressWords, hrefOf, INSIDE_WORDS, PROBLEMS, problemWords, processWords, showCommand } from './port-words';
import classes from './ports.module.css';

interface Props {
  readonly row: PortRow;
  /** Of the computer Slipway runs on. */
  readonly platform: string;
  /** Whether its programs are known. */
  readonly here: boolean;
  readonly onStop: (id: string, name: string) => void;
  readonly onClose: () => void;
}

/** One port: who has it, what is wrong, and what mends it. */
export function PortDetails({ row, platform, here, onStop, onClose }: Props) {
  const { heading, onKeyDown } = useDetailsPane(row.key, onClose);
  const { container, hostPort, protocol, problems } = row;
  const href = hrefOf(row);
  return (
    <section
      className={classes.details}
      aria-label={t('Port {hostPort}/{protocol}', { hostPort, protocol })}
      onKeyDown={onKeyDown}
    >
      <header className={classes.detailsHead}>
        <h2 ref={heading} tabIndex={-1}>
          {t('Port {hostPort}/{protocol}', { hostPort, protocol })}
        </h2>
        <IconButton label={t('Close the details')} icon={<IconX size={16} />} onClick={onClose} />
      </header>
      <div className={classes.detailsBody}>
        {problems.map((problem, index) => (
          <Problem key={index} problem={problem} row={row} onStop={onStop} />
        ))}
        <Section title={t('Who has it')}>
          <Facts>
            <Fact name={t('Address')}>
              <EngineText value={addressWords(row) === 'all' ? t('every address of the host') : addressWords(row)} />
            </Fact>
            {container !== null && (
              <>
                <Fact name={t('Container')}>
                  <span className={classes.inline}>
                    <Link href={`/containers/${encodeURIComponent(container.id)}`} className={classes.link}>
                      <EngineText value={container.name} />
                    </Link>
                    <span className={classes.badge}>
                      <EngineText value={container.state} />
                    </span>
                  </span>
                </Fact>
                <Fact name={t('Port inside')}>
                  {container.containerPort}/{protocol}
                </Fact>
                {container.holds && !container.hostNetwork && (
                  <Fact name={t('Who listens inside')}>{INSIDE_WORDS[row.inside]}</Fact>
                )}
              </>
            )}
            <Fact name={t('Program here')}>
              {here ? (
                <EngineText value={processWords(row) || t('none is known')} />
              ) : (
                t('not known: the engine is elsewhere')
              )}
            </Fact>
          </Facts>
        </Section>
        <div className={classes.tools}>
          {href !== null && <ExternalLink href={href}>{t('Open in browser')}</ExternalLink>}
          {container?.holds === true && !container.hostNetwork && <Examine id={container.id} />}
          {here && (
            <CopyButton label={t('Copy the command that shows it')} withText text={showCommand(row, platform)} />
          )}
        </div>
      </div>
    </section>
  );
}

function Examine({ id }: { readonly id: string }) {
  const look = useMutation({ mutationFn: () => rpc.call('ports.examine', { ids: [id] }) });
  return (
    <>
      <Button disabled={look.isPending} onClick={() => look.mutate()}>
        {look.isPending ? t('Looking inside…') : t('Look inside')}
      </Button>
      {look.error !== null && <ErrorNotice error={look.error} />}
    </>
  );
}

interface ProblemProps extends Pick<Props, 'row' | 'onStop'> {
  readonly problem: PortProblem;
}

/** Another port would help the container that cannot have this one. */
const MOVABLE: ReadonlySet<PortProblem['kind']> = new Set([
  ...(['taken-by-container', 'taken-by-process', 'start-failed', 'shared-wish'] as const),
  ...(['foreign-process', 'other-family', 'not-forwarded'] as const),
]);

function Problem({ problem, row, onStop }: ProblemProps) {
  const { kind, whoId, who, detail } = problem;
  const stoppable = kind === 'taken-by-container' || (kind === 'taken-by-process' && whoId !== null);
  return (
    <Notice
      tone={PROBLEMS[kind].tone}
      title={PROBLEMS[kind].short}
      actions={
        <>
          {stoppable && whoId !== null && (
            <Button onClick={() => onStop(whoId, who)}>{t('Stop that container')}</Button>
          )}
          {MOVABLE.has(kind) && row.container !== null && <OtherPort row={row} container={row.container} />}
        </>
      }
    >
      <EngineText value={problemWords(problem, row)} wrap />
      {detail !== '' && <EngineText value={detail} wrap mono />}
    </Notice>
  );
}

const HIGHEST = 65_535;
const PROTOCOLS = ['tcp', 'udp', 'sctp'] as const;

interface OtherPortProps {
  readonly row: PortRow;
  readonly container: NonNullable<PortRow['container']>;
}

/** Leads to the container's form, with that port in it already. */
function OtherPort({ row: { hostPort, protocol, key }, container: { id, containerPort } }: OtherPortProps) {
  const known = PROTOCOLS.find((each) => each === protocol);
  const free = useQuery({
    queryKey: ['ports', 'free', key],
    queryFn: () => rpc.call('ports.free', { near: Math.min(HIGHEST, hostPort + 1), protocol: known ?? 'tcp' }),
    enabled: known !== undefined,
    gcTime: 0,
  });
  if (free.data === undefined) return null;
  const { port } = free.data;
  const query = new URLSearchParams({ edit: id, port: `${hostPort}:${port}:${containerPort}/${protocol}` });
  return <Link href={`/run?${query.toString()}`}>{t('Use port {port} instead', { port })}</Link>;
}
