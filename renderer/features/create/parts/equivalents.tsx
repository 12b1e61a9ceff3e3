import type { ContainerSpec } from '../../../../main/contract/spec';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import classes from '../create.module.css';
import { isSecretName } from '../model/env-text';
import { useForm, useFormStore } from '../model/form-store';
import { useAnswer } from '../use-settled';

const PAUSE_MS = 150;
const MASK = '••••••';

/** What is masked in the form is masked here; what is copied is whole. */
const masked = (spec: ContainerSpec): ContainerSpec => ({
  ...spec,
  env: spec.env.map(({ name, value }) => ({ name, value: value && isSecretName(name) ? MASK : value })),
});

const ask = (spec: ContainerSpec, signal: AbortSignal) =>
  rpc.call('create.equivalents', { spec: masked(spec) }, { signal });

/** The form as a `docker run` line and as a compose file, as it is typed. */
export function Equivalents() {
  const form = useFormStore();
  const spec = useForm((state) => (state.loaded ? state.spec : null));
  const { value } = useAnswer(spec, ask, PAUSE_MS);
  const whole = async (kind: 'run' | 'compose'): Promise<string> =>
    (await rpc.call('create.equivalents', { spec: form.getState().spec }))[kind];
  return (
    <>
      <Text
        title="docker run"
        text={value?.run ?? ''}
        copy={() => whole('run')}
        label={t('Copy the docker run line')}
      />
      <Text
        title={t('Compose')}
        text={value?.compose ?? ''}
        copy={() => whole('compose')}
        label={t('Copy the compose file')}
      />
    </>
  );
}

interface TextProps {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly copy: () => Promise<string>;
}

const Text = ({ title, text, label, copy }: TextProps) => (
  <section className={classes.equivalent} aria-label={title}>
    <div className={classes.sideHead}>
      <h2>{title}</h2>
      <CopyButton text={copy} label={label} />
    </div>
    <div className={classes.code} tabIndex={0} role="region" aria-label={t('{title} text', { title })}>
      {text.split('\n').map((line, index) => (
        <div key={index}>
          <EngineText value={line} wrap mono />
        </div>
      ))}
    </div>
  </section>
);
