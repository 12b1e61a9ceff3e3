import { ExternalLink } from '../lib/external-link';
import { useTooltip } from './tooltip';
import type { PortView } from '../lib/ports';
import classes from './port-links.module.css';

interface Props {
  readonly ports: readonly PortView[];
  /** At most so many one by one; the rest is a number with a tooltip. */
  readonly most?: number;
  readonly tabIndex?: number;
}

/** Each published TCP port opens in the browser; the rest is told. */
export function PortLinks({ ports, most = ports.length, tabIndex = 0 }: Props) {
  const rest = ports.slice(most);
  return (
    <span className={classes.ports}>
      {ports.slice(0, most).map((port) => (
        <PortLink key={port.key} port={port} tabIndex={tabIndex} />
      ))}
      {rest.length > 0 && <Rest ports={rest} />}
    </span>
  );
}

function Rest({ ports }: { readonly ports: readonly PortView[] }) {
  const { triggerProps, tooltip } = useTooltip(ports.map(({ mapping }) => mapping).join('\n'));
  return (
    <span {...triggerProps} className={classes.plain}>
      +{ports.length}
      {tooltip}
    </span>
  );
}

function PortLink({ port, tabIndex }: { readonly port: PortView; readonly tabIndex: number }) {
  const { triggerProps, tooltip } = useTooltip(port.mapping);
  return (
    <span {...triggerProps} className={classes.port}>
      {port.href === null ? (
        <span className={classes.plain}>{port.label}</span>
      ) : (
        <ExternalLink href={port.href} tabIndex={tabIndex}>
          {port.label}
        </ExternalLink>
      )}
      {tooltip}
    </span>
  );
}
