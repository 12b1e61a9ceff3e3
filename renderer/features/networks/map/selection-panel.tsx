import { Link } from 'wouter';
import type { NetworkRow, Sandbox } from '../../../../main/contract/networks';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { Fact, Facts, Section } from '../../../ui/facts';
import { useNetworks, useSandboxes } from '../networks-store';
import { containerPath, networkPath, traitsOf } from '../words';
import { ownerOf } from './graph';
import classes from './map.module.css';
import { modeWords, publishedPorts } from './node-words';
import type { ReachPair } from './reach-panel';

interface Props {
  /** `n:` or `s:` and an id. */
  readonly selected: string | null;
  readonly onPair: (patch: Partial<ReachPair>) => void;
}

/** What is selected on the map, in words. */
export function SelectionPanel({ selected, onPair }: Props) {
  const networks = useNetworks((state) => state.rows);
  const sandboxes = useSandboxes((state) => state.rows);
  const id = selected?.slice(2) ?? '';
  const network = selected?.startsWith('n:') === true ? networks.get(id) : undefined;
  const sandbox = selected?.startsWith('s:') === true ? sandboxes.get(id) : undefined;
  if (network !== undefined) return <AboutNetwork row={network} />;
  if (sandbox !== undefined) return <AboutSandbox {...{ sandbox, sandboxes, networks, onPair }} />;
  return (
    <p className={classes.hint}>
      {t(
        'Networks on the left, their containers on the right, with the ports they publish on the host. Select one to see its addresses. Drag to move, Ctrl and the wheel to zoom.',
      )}
    </p>
  );
}

function AboutNetwork({ row }: { readonly row: NetworkRow }) {
  return (
    <Section title={t('Network')} actions={<Link href={networkPath(row.id)}>{t('Details')}</Link>}>
      <Facts>
        <Fact name={t('Name')}>
          <EngineText value={row.name} wrap />
        </Fact>
        <Fact name={t('Driver')}>
          <EngineText value={[row.driver, ...traitsOf(row)].join(', ')} />
        </Fact>
        {row.subnets.map(({ subnet }) => (
          <Fact key={subnet} name={t('Subnet')}>
            <EngineText value={subnet} mono />
          </Fact>
        ))}
        {row.endpoints.map(({ id, name, ipv4, ipv6 }) => (
          <Fact key={id} name={<EngineText value={name} />}>
            <EngineText value={[ipv4, ipv6].filter((each) => each !== '').join(' ') || t('no address')} mono />
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

interface SandboxProps extends Pick<Props, 'onPair'> {
  readonly sandbox: Sandbox;
  readonly sandboxes: ReadonlyMap<string, Sandbox>;
  readonly networks: ReadonlyMap<string, NetworkRow>;
}

function AboutSandbox({ sandbox, sandboxes, networks, onPair }: SandboxProps) {
  const owner = ownerOf(sandbox, sandboxes);
  const published = publishedPorts(sandbox);
  return (
    <Section title={t('Container')} actions={<Link href={containerPath(sandbox.id)}>{t('Details')}</Link>}>
      <Facts>
        <Fact name={t('Name')}>
          <EngineText value={sandbox.name} wrap />
        </Fact>
        <Fact name={t('State')}>{sandbox.state}</Fact>
        {sandbox.mode !== 'own' && (
          <Fact name={t('Lives in')}>
            {modeWords(sandbox)} {owner.id !== sandbox.id && <EngineText value={`(${owner.name})`} />}
          </Fact>
        )}
        {owner.endpoints.map(({ networkId, ipv4, ipv6 }) => (
          <Fact key={networkId} name={<EngineText value={networks.get(networkId)?.name ?? networkId} />}>
            <EngineText value={[ipv4, ipv6].filter((each) => each !== '').join(' ') || t('no address')} mono />
          </Fact>
        ))}
        {published.length > 0 && (
          <Fact name={t('Published')}>
            <EngineText value={published.join(', ')} mono />
          </Fact>
        )}
      </Facts>
      <div className={classes.buttons}>
        <Button onClick={() => onPair({ from: sandbox.id })}>{t('Test from here')}</Button>
        <Button onClick={() => onPair({ to: sandbox.id })}>{t('Test to here')}</Button>
      </div>
    </Section>
  );
}
