import { Link } from 'wouter';
import type { RegistryList } from '../../../main/contract/registries';
import { t, Trans } from '../../lib/i18n';
import { useEngine } from '../../rpc/stores/engine-store';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { EngineText, MarkedText } from '../../ui/engine-text';
import forms from '../../ui/form.module.css';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { daemonFile } from './daemon-json';
import classes from './registries.module.css';

interface Props {
  /** null: none is connected. */
  readonly engine: RegistryList['engine'];
  readonly onClose: () => void;
}

/** As the list of engines has it. */
const OWN_KEY = 'vm';

/** The engine in use, as far as it is known. */
function useEngineInUse() {
  const state = useEngine((store) => store.state);
  const key = state?.status.engine?.key;
  const version = state?.candidates.find((candidate) => candidate.key === key)?.version ?? null;
  return { version, isOwn: key === OWN_KEY };
}

/** No engine but the VM's lets these be set from outside: it shows what to write. */
export function DaemonDialog({ engine, onClose }: Props) {
  const { version, isOwn } = useEngineInUse();
  return (
    <Dialog
      opened
      title={t('Mirrors, insecure registries and proxies of the engine')}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      <div className={forms.form}>
        <p>
          <Trans
            text="They are set in <link>Settings</link>, under Registries and proxies, and the Slipway VM takes them from there{own, select, true {: this is its engine, so there is nothing to write.} other { by itself.}}"
            values={{ own: String(isOwn) }}
            tags={{ link: (inner) => <Link href="/settings">{inner}</Link> }}
          />
        </p>
        {engine !== null && engine.proxy !== '' && (
          <p>
            <Trans
              text="Now the engine uses the proxy {proxy}."
              values={{ proxy: <EngineText value={engine.proxy} mono /> }}
            />
          </p>
        )}
        {!isOwn && <ToWrite engine={engine} version={version} />}
      </div>
    </Dialog>
  );
}

function ToWrite({ engine, version }: Pick<Props, 'engine'> & { readonly version: string | null }) {
  const access = useSettings((store) => store.value?.machine.access ?? null);
  if (access === null) return <Skeleton width="20em" />;
  const { json, unit, masked } = daemonFile(engine, access, version);
  const pems = access.authorities.join('');
  return (
    <>
      <p>
        {t(
          'This engine reads them from its own file only. Here is what it has and what is set, together: write it into its daemon.json (usually /etc/docker/daemon.json), beside what else is in there, and restart it.',
        )}
      </p>
      <Block label={t('daemon.json')} text={json} />
      {unit !== '' && (
        <>
          <p>
            {t(
              'Engines before 23.0 take proxies from their environment alone. With systemd that is the file /etc/systemd/system/docker.service.d/proxy.conf, read again by systemctl daemon-reload:',
            )}
          </p>
          <Block label={t('proxy.conf')} text={unit} />
        </>
      )}
      {masked && <Notice tone="info">{t('The proxy’s password is not shown: put it where the dots are.')}</Notice>}
      <p className={classes.dim}>
        {t(
          'An authority of your own belongs into /etc/docker/certs.d/HOST:PORT/ca.crt on the engine’s machine, and counts without a restart.',
        )}
        {pems !== '' && <CopyButton text={pems} label={t('Copy the certificates that are set')} />}
      </p>
    </>
  );
}

const Block = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div className={classes.json} role="group" aria-label={label} tabIndex={0}>
    <pre>
      {text.split('\n').map((line, at) => (
        <div key={at}>
          <MarkedText value={line} keepLines={false} />
        </div>
      ))}
    </pre>
    <CopyButton text={text} label={t('Copy {label}', { label })} />
  </div>
);
