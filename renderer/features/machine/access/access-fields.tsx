import { Textarea, TextInput } from '@mantine/core';
import type { AccessProblem } from '../../../../main/contract/engine-access';
import { t } from '../../../lib/i18n';
import classes from './access.module.css';
import type { AccessDraft } from './access-draft';

interface Props {
  readonly draft: AccessDraft;
  readonly problems: readonly AccessProblem[];
  readonly onChange: (patch: Partial<AccessDraft>) => void;
}

const BOX = { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } as const;

/** Below the description, which otherwise moves the box away from those beside it. */
const ORDER = { inputWrapperOrder: ['label', 'input', 'description', 'error'] as const };

/** Mirrors, insecure registries, proxies: each with what is wrong with it. */
export function AccessFields({ draft, problems, onChange }: Props) {
  const problemOf = (field: AccessProblem['field']): string | null =>
    problems.find((problem) => problem.field === field)?.message ?? null;
  const area = (field: 'mirrors' | 'insecure' | 'noProxy') => ({
    ...{ ...BOX, inputWrapperOrder: [...ORDER.inputWrapperOrder], value: draft[field], error: problemOf(field) },
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ [field]: event.currentTarget.value }),
  });
  const line = (field: 'httpProxy' | 'httpsProxy') => ({
    ...{ ...BOX, inputWrapperOrder: [...ORDER.inputWrapperOrder], value: draft[field], error: problemOf(field) },
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ [field]: event.currentTarget.value }),
  });
  return (
    <>
      <div className={classes.row}>
        <Textarea
          {...area('mirrors')}
          label={t('Mirrors of Docker Hub')}
          description={t('Asked before Docker Hub; an address a line.')}
          placeholder="https://mirror.example.com"
          rows={2}
        />
        <Textarea
          {...area('insecure')}
          label={t('Insecure registries')}
          description={t('Without TLS, or with a certificate that nobody checks; a host or a range a line.')}
          placeholder="registry.example.com:5000"
          rows={2}
        />
      </div>
      <div className={classes.row}>
        <TextInput {...line('httpsProxy')} label={t('HTTPS proxy')} placeholder="http://proxy.example.com:3128" />
        <TextInput {...line('httpProxy')} label={t('HTTP proxy')} placeholder="http://proxy.example.com:3128" />
      </div>
      <Textarea
        {...area('noProxy')}
        label={t('Without a proxy')}
        description={t('Hosts, domains or ranges that are reached directly.')}
        placeholder=".example.com"
        rows={2}
      />
    </>
  );
}
