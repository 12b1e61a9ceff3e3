import type { HealthFacts } from '../../../main/contract/stops';
import { t } from '../../lib/i18n';
import { agoWords, dateTime } from '../../lib/time';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { useEngineNow } from './engine-now';
import { outputWords, probeWords, scheduleWords, statusWords, testWords } from './health-words';
import { Fact, Facts, Section } from '../../ui/facts';
import classes from './stops.module.css';
import { WithFacts } from './with-facts';

interface Props {
  /** The container's. */
  readonly id: string;
}

/** Its health check: what it is, and what it said. */
export const HealthTab = ({ id }: Props) => (
  <WithFacts
    id={id}
    show={(facts) =>
      facts.health === null ? <NoCheck /> : <Health health={facts.health} running={facts.state === 'running'} />
    }
  />
);

const IN_DOCKERFILE = t(
  'HEALTHCHECK --interval=30s --timeout=5s --retries=3 CMD wget -q -O- http://localhost:8080/ || exit 1',
);
const IN_COMMAND =
  "docker run --health-cmd 'wget -q -O- http://localhost:8080/ || exit 1' --health-interval 30s --health-timeout 5s IMAGE";

const NoCheck = () => (
  <Section title={t('This container has no health check')}>
    <p>
      {t(
        'A health check is a command that the engine runs inside the container from time to time: exit code 0 means healthy. It is set when the image is built or the container is created, and cannot be added later.',
      )}
    </p>
    {[
      [t('In a Dockerfile:'), IN_DOCKERFILE],
      [t('Or when the container is created:'), IN_COMMAND],
    ].map(([where = '', line = '']) => (
      <div key={line}>
        <p className={classes.dim}>{where}</p>
        <span className={classes.command}>
          <code>{line}</code>
          <CopyButton text={line} label={t('Copy what goes there: {replace}', { replace: where.replace(':', '') })} />
        </span>
      </div>
    ))}
  </Section>
);

interface HealthProps {
  readonly health: HealthFacts;
  readonly running: boolean;
}

function Health({ health, running }: HealthProps) {
  const now = useEngineNow(1000);
  const { test, probes } = health;
  return (
    <>
      <Section title={statusWords(health, running)}>
        <Facts>
          <Fact name={t('Command')}>
            {test === null ? t('Not told by this engine') : <EngineText value={testWords(test)} wrap mono />}
          </Fact>
          {test !== null && (
            <Fact name={t('Run')}>
              {test.kind === 'shell' ? t('By the shell of the image') : t('Directly, not by a shell')}
            </Fact>
          )}
          <Fact name={t('Schedule')}>{scheduleWords(health)}</Fact>
          <Fact name={t('Failures in a row')}>{health.failingStreak}</Fact>
        </Facts>
      </Section>
      <Section title={t('Last checks')}>
        {probes.length === 0 ? (
          <p className={classes.dim}>{t('None yet.')}</p>
        ) : (
          <ol className={classes.probes} aria-label={t('Last checks, newest first')}>
            {[...probes].reverse().map((probe, index) => (
              <li key={probe.start ?? index} data-failed={probe.exitCode !== 0 || undefined}>
                <span>
                  <b>{probeWords(probe)}</b>
                  {probe.start !== null && (
                    <span className={classes.dim} title={dateTime(probe.start)}>
                      , {agoWords(probe.start, now)}
                    </span>
                  )}
                </span>
                {probe.output === '' ? (
                  <span className={classes.dim}>{t('It printed nothing.')}</span>
                ) : (
                  <EngineText value={outputWords(probe)} wrap mono />
                )}
              </li>
            ))}
          </ol>
        )}
      </Section>
    </>
  );
}
