import type { ComposePort } from '../../../main/contract/compose';
import { portViews } from '../../lib/ports';
import { PortLinks } from '../../ui/port-links';

interface Props {
  readonly ports: readonly ComposePort[];
  readonly most: number;
  readonly tabIndex: 0 | -1;
}

/** Each published TCP port opens in the browser; the rest is told. */
export const Ports = ({ ports, most, tabIndex }: Props) => (
  <PortLinks ports={portViews(ports)} most={most} tabIndex={tabIndex} />
);
