import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MachineState } from '../../../main/contract/machine';
import { binaryBytes, roundBinaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { clockTime, dateTime, spanWords } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { Skeleton } from '../../ui/skeleton';
import classes from './machine.module.css';
import { CLI, acceleratorWords, gibibytes, mebibytes, percent } from './machine-words';

interface Props {
  readonly state: MachineState;
}

/** What it uses, of what it may use, and what that costs this computer; and how to reach it from outside. */
export function MachineFacts({ state }: Props) {
  const { accelerator, acceleratorRemark, imageVersion, power } = state;
  const isOn = power === 'running' || power === 'sleeping';
  return (
    <dl className={classes.facts}>
      <Processor state={state} />
      <Memory state={state} />
      <Disk state={state} />
      {isOn && <Uptime startedAt={state.startedAt} />}
      {isOn && (
        <Fact
          label={t('Docker CLI')}
          width="half"
          value={<Copyable text={CLI} label={t('Copy {line}', { line: CLI })} />}
        />
      )}
      {isOn && (
        <Fact
          label={t('Socket for other programs')}
          width="half"
          value={<Copyable text={state.socketUrl} label={t('Copy the socket’s address')} />}
        />
      )}
      {accelerator !== null && (
        <Fact
          label={t('Accelerator')}
          width={acceleratorRemark === null ? 'one' : 'whole'}
          value={<EngineText value={acceleratorWords(accelerator)} />}
        >
          {acceleratorRemark !== null && (
            <span className={classes.warn}>
              <IconAlertTriangle size={13} aria-hidden />
              <EngineText value={acceleratorRemark} wrap />
            </span>
          )}
        </Fact>
      )}
      {!isOn && imageVersion !== null && <Fact label={t('Image')} value={<EngineText value={imageVersion} />} />}
    </dl>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: ReactNode;
  /** 0 to 1: how much of a whole. */
  readonly share?: number | null;
  /** How many of the columns it takes: addresses and sentences need room. */
  readonly width?: 'one' | 'half' | 'whole';
  /** What else there is to say. */
  readonly children?: ReactNode;
}

const Fact = ({ label, value, share = null, width = 'one', children }: FactProps) => (
  <div className={classes.fact} data-width={width}>
    <dt>{label}</dt>
    <dd className={classes.value}>{value}</dd>
    {share !== null && (
      <dd aria-hidden className={classes.bar}>
        <span
          style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
          data-full={share > NEARLY_FULL || undefined}
        />
      </dd>
    )}
    {children !== undefined && <dd className={classes.dim}>{children}</dd>}
  </div>
);

/** From here on a bar warns. */
const NEARLY_FULL = 0.9;

const Copyable = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <span className={classes.copyable}>
    <EngineText value={text} mono />
    <CopyButton text={text} label={label} />
  </span>
);

const countWords = (cpus: number): string => t('{cpus, plural, one {1 CPU} other {# CPUs}}', { cpus });

/** While it runs, what is not yet known is about to be. */
const awaited = <Skeleton width="7em" />;

function Processor({ state: { power, figures, settings } }: Props) {
  if (power !== 'running') return <Fact label={t('Processor')} value={countWords(settings.cpus)} />;
  return (
    <Fact
      label={t('Processor')}
      value={figures === null ? awaited : `${percent(figures.hostCpuShare)} of a core`}
      share={figures === null ? null : figures.hostCpuShare / settings.cpus}
    >
      {t('{cpus} given', { cpus: countWords(settings.cpus) })}
    </Fact>
  );
}

function Memory({ state: { power, figures, settings } }: Props) {
  const isOn = power === 'running' || power === 'sleeping';
  if (!isOn)
    return (
      <Fact
        label={t('Memory')}
        value={t('Up to {memory} while it runs', { memory: binaryBytes(mebibytes(settings.memoryMiB)) })}
      />
    );
  if (figures === null) return <Fact label={t('Memory')} value={awaited} />;
  const { guestMemoryUsedBytes: used, guestMemoryTotalBytes: total, hostMemoryBytes } = figures;
  return (
    <Fact
      label={t('Memory')}
      value={t('{used} of {total}', { used: roundBinaryBytes(used), total: roundBinaryBytes(total) })}
      share={total > 0 ? used / total : null}
    >
      {t('{hostMemoryBytes} taken on this computer', { hostMemoryBytes: roundBinaryBytes(hostMemoryBytes) })}
    </Fact>
  );
}

function Disk({ state: { figures, disk, settings } }: Props) {
  const limit = binaryBytes(gibibytes(settings.diskGiB));
  const real =
    disk === null ? null : t('{realBytes} taken on this computer', { realBytes: roundBinaryBytes(disk.realBytes) });
  if (figures === null)
    return (
      <Fact label={t('Disk')} value={real ?? t('Not there yet')}>
        {t('Limit {limit}', { limit })}
      </Fact>
    );
  const { diskUsedBytes: used, diskTotalBytes: total } = figures;
  return (
    <Fact
      label={t('Disk')}
      value={t('{used} of {total}', { used: roundBinaryBytes(used), total: limit })}
      share={total > 0 ? used / total : null}
    >
      {real}
    </Fact>
  );
}

const SLOW_MS = 10_000;

function Uptime({ startedAt }: Pick<MachineState, 'startedAt'>) {
  const now = useNow(SLOW_MS);
  if (startedAt === null) return null;
  return (
    <Fact label={t('Up for')} value={spanWords(now - startedAt)}>
      <span title={dateTime(startedAt)}>{t('since {startedAt}', { startedAt: clockTime(startedAt) })}</span>
    </Fact>
  );
}
