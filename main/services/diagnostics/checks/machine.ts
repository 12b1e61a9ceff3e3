import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { sizeWords, skipped, toShow } from './ground';

function look({ t, machine }: DiagnosticsOptions): Verdict {
  const state = machine();
  const { driver, power, engineReady, accelerator, acceleratorRemark, imageVersion, fault, disk, forwards } = state;
  if (driver === null) return skipped(t('There is no driver for this system.'));
  if (power === 'absent') return skipped(t('None has been made.'), [`driver ${driver}`]);
  const troubled = forwards.filter(({ problem }) => problem !== null);
  const evidence = [
    `driver ${driver}, ${power}, engine ${engineReady ? 'ready' : 'not ready'}`,
    `accelerator ${accelerator ?? '?'}${acceleratorRemark === null ? '' : `: ${acceleratorRemark}`}`,
    `image ${imageVersion ?? '?'}${disk === null ? '' : `, disk ${sizeWords(disk.logicalBytes)}, takes ${sizeWords(disk.realBytes)}`}`,
    `forwards ${String(forwards.length)}, with problems ${String(troubled.length)}`,
    ...troubled.map(
      ({ hostIp, hostPort, protocol, problem }) => `${hostIp}:${String(hostPort)}/${protocol}: ${problem ?? ''}`,
    ),
    ...(state.needsRestart.length === 0 ? [] : [`from the next start: ${state.needsRestart.join(', ')}`]),
  ];
  const repair = toShow(t('Show the machine'), '/engine');
  if (fault !== null || power === 'broken')
    return {
      state: 'fail',
      evidence: [...evidence, ...faultLines(fault)],
      detail: t('The machine is broken.'),
      repair,
    };
  if (power === 'running' && !engineReady)
    return { state: 'fail', evidence, detail: t('The machine runs, but its engine does not answer.'), repair };
  if (troubled.length > 0) return { state: 'warn', evidence, detail: t('Some ports could not be forwarded.'), repair };
  if (acceleratorRemark !== null)
    return { state: 'warn', evidence, detail: t('The machine runs without the fast accelerator.'), repair };
  return { state: 'ok', evidence };
}

const faultLines = (fault: object | null): readonly string[] => (fault === null ? [] : [JSON.stringify(fault)]);

export const machineCheck = (options: DiagnosticsOptions): Check => ({
  id: 'D10',
  title: options.t("Slipway's own machine"),
  look: () => Promise.resolve(look(options)),
});
