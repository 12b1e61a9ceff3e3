import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { VolumeRow } from '../../../../main/contract/volumes';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { dateTime } from '../../../lib/time';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Fact, Facts, Section } from '../../../ui/facts';
import parts from '../../../ui/list-parts.module.css';
import { withoutSecrets } from '../secrets';
import { measure, sizeOf, useSizes, useVolumes } from '../volumes-store';
import classes from '../volumes.module.css';

/** What the engine knows of it, and who uses it. */
export function FactsTab({ name }: { readonly name: string }) {
  const row = useVolumes((state) => state.rows.get(name));
  const synced = useVolumes((state) => state.synced);
  if (row === undefined) return synced ? <EmptyState title={t('This volume no longer exists')} /> : null;
  return (
    <div className={parts.body}>
      <Section title={t('Volume')}>
        <Facts>
          <Fact name={t('Driver')}>
            <EngineText value={row.driver} />
          </Fact>
          {row.scope !== '' && (
            <Fact name={t('Scope')}>
              <EngineText value={row.scope} />
            </Fact>
          )}
          <Fact name={t('Created')}>{row.created === null ? t('The engine does not say') : dateTime(row.created)}</Fact>
          <Fact name={t('Size')}>
            <Size name={name} />
          </Fact>
          <Fact name={t("On the engine's disk")}>
            <EngineText value={row.mountpoint} wrap mono />
          </Fact>
          {row.project !== null && (
            <Fact name={t('Compose')}>
              <EngineText value={row.composeName === null ? row.project : `${row.project} / ${row.composeName}`} wrap />
            </Fact>
          )}
        </Facts>
      </Section>
      <Users row={row} />
      <Pairs title={t('Options')} pairs={row.options} secret />
      <Pairs title={t('Labels')} pairs={row.labels} />
    </div>
  );
}

function Size({ name }: { readonly name: string }) {
  const state = useSizes();
  const bytes = sizeOf(state, name);
  return (
    <div>
      {bytes === null
        ? state.sizes?.sizes.some((one) => one.name === name) === true
          ? t('The engine does not know it ')
          : t('Not measured yet ')
        : t('{bytes}, measured {measuredAt} ', {
            bytes: decimalBytes(bytes),
            measuredAt: dateTime(state.sizes?.measuredAt ?? 0),
          })}
      <Button variant="subtle" disabled={state.busy} onClick={() => void measure()}>
        {state.busy ? t('Measuring…') : t('Measure')}
      </Button>
      {state.error !== null && <ErrorNotice error={state.error} />}
    </div>
  );
}

const Users = ({ row: { usedBy } }: { readonly row: VolumeRow }) => (
  <Section title={t('Used by')} none={usedBy.length === 0 && t('No container, running or not')}>
    <Facts>
      {usedBy.map(({ id, name, path, running, readOnly }, index) => (
        <Fact
          key={index}
          name={
            <Link href={`/containers/${encodeURIComponent(id)}`}>
              <EngineText value={name} />
            </Link>
          }
        >
          <EngineText value={path} wrap mono />
          <span
            className={classes.dim}
          >{`${readOnly ? t('read only, ') : ''}${running ? t('running') : t('not running')}`}</span>
        </Fact>
      ))}
    </Facts>
  </Section>
);

interface PairsProps {
  readonly title: string;
  readonly pairs: Readonly<Record<string, string>>;
  readonly secret?: boolean;
}

function Pairs({ title, pairs, secret = false }: PairsProps) {
  const [shown, setShown] = useState(false);
  const entries = Object.entries(pairs);
  const hides = secret && entries.some(([, value]) => withoutSecrets(value) !== value);
  return (
    <Section
      title={title}
      none={entries.length === 0 && t('None')}
      actions={
        hides && (
          <Button
            variant="subtle"
            icon={shown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? t('Mask secrets') : t('Show secrets')}
          </Button>
        )
      }
    >
      <Facts>
        {entries.map(([key, value]) => (
          <Fact key={key} name={<EngineText value={key} wrap mono />}>
            <span className={classes.value}>
              <EngineText value={hides && !shown ? withoutSecrets(value) : value} wrap mono />
              <CopyButton text={value} label={t('Copy {key}', { key: withoutControls(key) })} />
            </span>
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}
