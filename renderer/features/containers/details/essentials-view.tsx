import type { ReactNode } from 'react';
import { t } from '../../../lib/i18n';
import { agoWords, clockTime, dateTime } from '../../../lib/time';
import { EngineText } from '../../../ui/engine-text';
import { LongEngineText } from '../../../ui/long-engine-text';
import { useEngineNow } from '../engine-clock';
import { exitSentence } from '../../../lib/exit-words';
import { PortLinks } from '../../../ui/port-links';
import { portViews } from '../../../lib/ports';
import type { Essentials, HealthFacts, Mount, Named, NetworkEnd } from './essentials';
import { Fact, Facts, Section } from '../../../ui/facts';
import classes from './facts.module.css';
import { SecretSection } from './secret-section';
import { SecretWords } from './secret-words';

/** The facts most people open a container for, in the order they are asked for. */
export function EssentialsView({ essentials }: { readonly essentials: Essentials }) {
  const { health, env, mounts, networks, labels, limits, ports } = essentials;
  return (
    <div className={classes.sections}>
      <StateSection essentials={essentials} />
      {health !== null && <HealthSection health={health} />}
      <ProcessSection essentials={essentials} />
      {ports.length > 0 && (
        <Section title={t('Ports')}>
          <Facts>
            {portViews(ports).map((port) => (
              <Fact key={port.key} name={<PortLinks ports={[port]} />}>
                <span className={classes.lines}>{port.mapping}</span>
              </Fact>
            ))}
          </Facts>
        </Section>
      )}
      <SecretSection title={t('Environment')} entries={env} />
      <MountsSection mounts={mounts} />
      <NetworksSection networks={networks} />
      <LimitsSection limits={limits} />
      <SecretSection title={t('Labels')} entries={labels} />
    </div>
  );
}

function StateSection({ essentials: { state, created, restartPolicy } }: { readonly essentials: Essentials }) {
  const now = useEngineNow(false);
  const when = (time: number | null): ReactNode =>
    time !== null && `${dateTime(time)}, ${agoWords(time, Math.max(now, time))}`;
  const ended = state.status === 'exited' || state.status === 'dead';
  return (
    <Section title={t('State')}>
      <Facts>
        <Fact name={t('Status')}>
          <EngineText value={state.status} />
        </Fact>
        {ended && <Fact name={t('Exit code')}>{exitSentence(state.exitCode)}</Fact>}
        {state.oomKilled && (
          <Fact name={t('Out of memory')}>{t('The kernel killed it: it needed more than it may have')}</Fact>
        )}
        {state.error !== '' && (
          <Fact name={t('Error')}>
            <EngineText value={state.error} wrap />
          </Fact>
        )}
        <Fact name={t('Created')}>{when(created)}</Fact>
        {state.startedAt !== null && <Fact name={t('Started')}>{when(state.startedAt)}</Fact>}
        {state.finishedAt !== null && <Fact name={t('Ended')}>{when(state.finishedAt)}</Fact>}
        {state.pid > 0 && <Fact name={t('Process ID')}>{state.pid}</Fact>}
        <Fact name={t('Restart policy')}>
          <EngineText value={restartPolicy} />
        </Fact>
        {state.restarts > 0 && <Fact name={t('Restarts')}>{state.restarts}</Fact>}
      </Facts>
    </Section>
  );
}

const LAST_PROBES = 5;

function HealthSection({ health: { status, failingStreak, probes, test } }: { readonly health: HealthFacts }) {
  const last = probes.slice(-LAST_PROBES).reverse();
  return (
    <Section title={t('Health')}>
      <Facts>
        <Fact name={t('Status')}>
          <EngineText value={status} />
          {failingStreak > 0 && t('{failingStreak} failed in a row', { failingStreak })}
        </Fact>
        {test.length > 0 && (
          <Fact name={t('Check')}>
            <SecretWords words={test} />
          </Fact>
        )}
        {last.map((probe, index) => (
          <Fact key={index} name={probe.start === null ? t('Probe') : clockTime(probe.start)}>
            {probe.exitCode === 0 ? t('Passed') : t('Failed, exit code {exitCode}', { exitCode: probe.exitCode })}
            {probe.output !== '' && <LongEngineText value={probe.output} mono />}
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

function ProcessSection({ essentials }: { readonly essentials: Essentials }) {
  const { entrypoint, command, workingDir, user, image, platform } = essentials;
  return (
    <Section title={t('Process')}>
      <Facts>
        <Fact name={t('Image')}>
          <EngineText value={image} wrap />
        </Fact>
        {entrypoint.length > 0 && (
          <Fact name={t('Entrypoint')}>
            <SecretWords words={entrypoint} />
          </Fact>
        )}
        {command.length > 0 && (
          <Fact name={t('Command')}>
            <SecretWords words={command} />
          </Fact>
        )}
        {workingDir !== '' && (
          <Fact name={t('Working dir')}>
            <EngineText value={workingDir} wrap mono />
          </Fact>
        )}
        {user !== '' && (
          <Fact name={t('User')}>
            <EngineText value={user} wrap mono />
          </Fact>
        )}
        {platform !== '' && (
          <Fact name={t('Platform')}>
            <EngineText value={platform} />
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

const MountsSection = ({ mounts }: { readonly mounts: readonly Mount[] }) => (
  <Section title={t('Mounts')} none={mounts.length === 0 && t('None')}>
    <Facts>
      {mounts.map((mount, index) => (
        <Fact key={index} name={<EngineText value={mount.target} wrap mono />}>
          <EngineText value={mount.source === '' ? mount.type : `${mount.type} ${mount.source}`} wrap mono />
          {mount.readOnly ? t('read-only') : t('read and write')}
        </Fact>
      ))}
    </Facts>
  </Section>
);

const NetworksSection = ({ networks }: { readonly networks: readonly NetworkEnd[] }) => (
  <Section title={t('Networks')} none={networks.length === 0 && t('None')}>
    <Facts>
      {networks.map(({ name, addresses, gateway, mac, aliases }) => (
        <Fact key={name} name={<EngineText value={name} wrap />}>
          {[
            addresses.join(', ') || t('no address now'),
            gateway === '' ? '' : t('gateway {gateway}', { gateway }),
            mac === '' ? '' : t('MAC {mac}', { mac }),
            aliases.length === 0 ? '' : t('aliases {aliases}', { aliases: aliases.join(', ') }),
          ]
            .filter((line) => line !== '')
            .map((line) => (
              <EngineText key={line} value={line} wrap mono />
            ))}
        </Fact>
      ))}
    </Facts>
  </Section>
);

const LimitsSection = ({ limits }: { readonly limits: readonly Named[] }) => (
  <Section title={t('Limits')} none={limits.length === 0 && t('None set')}>
    <Facts>
      {limits.map(({ name, value }) => (
        <Fact key={name} name={<EngineText value={name} wrap />}>
          <EngineText value={value} wrap mono />
        </Fact>
      ))}
    </Facts>
  </Section>
);
