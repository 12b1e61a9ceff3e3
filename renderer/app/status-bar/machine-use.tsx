import { useEffect } from 'react';
import { Link } from 'wouter';
import type { MachineState } from '../../../main/contract/machine';
import { binaryBytes, decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { whileVisible } from '../../lib/while-visible';
import { useEngine } from '../../rpc/stores/engine-store';
import { startMachineStore, useMachine } from '../../rpc/stores/machine-store';
import classes from './status-bar.module.css';
import { shareWords } from './words';

/** Slipway's own engine. */
const OWN_ENGINE = 'vm';

/** What the virtual machine takes, while its engine is the one in use. */
export function MachineUse() {
  const own = useEngine(({ state }) => state?.status.engine?.key === OWN_ENGINE);
  return own && <Followed />;
}

function Followed() {
  useEffect(() => whileVisible(startMachineStore), []);
  const figures = useMachine(({ state }) => state?.figures ?? null);
  return figures !== null && <Words figures={figures} />;
}

function Words({ figures }: { readonly figures: NonNullable<MachineState['figures']> }) {
  const { hostCpuShare, guestMemoryUsedBytes, guestMemoryTotalBytes, diskUsedBytes, diskTotalBytes } = figures;
  const cpu = shareWords(hostCpuShare);
  const words = t('Virtual machine: CPU {cpu} of one core, memory {used} of {total}, disk {diskUsed} of {diskTotal}', {
    ...{ cpu, used: binaryBytes(guestMemoryUsedBytes), total: binaryBytes(guestMemoryTotalBytes) },
    ...{ diskUsed: decimalBytes(diskUsedBytes), diskTotal: decimalBytes(diskTotalBytes) },
  });
  const part = (used: number, total: number): string =>
    total === 0 ? '–' : `${String(Math.round((100 * used) / total))} %`;
  return (
    <Link href="/engine" className={classes.link} title={words} aria-label={words}>
      <span aria-hidden>
        {t('VM')} {cpu}
        <span className={classes.rest}>
          {' '}
          · {part(guestMemoryUsedBytes, guestMemoryTotalBytes)} {t('mem')} · {part(diskUsedBytes, diskTotalBytes)}{' '}
          {t('disk')}
        </span>
      </span>
    </Link>
  );
}
