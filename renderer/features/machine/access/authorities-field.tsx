import { FileButton, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Authority } from '../../../../main/contract/engine-access';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { dateTime } from '../../../lib/time';
import { useNow } from '../../../lib/use-now';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import classes from './access.module.css';
import { readPem } from './read-pem';

interface Props {
  /** PEM, one certificate each. */
  readonly pems: readonly string[];
  /** What they say of themselves, as far as it is known. */
  readonly known: ReadonlyMap<string, Authority>;
  readonly onChange: (pems: readonly string[]) => void;
}

/** Certificates that the engine trusts beside the usual ones: pasted, or from a file. */
export function AuthoritiesField({ pems, known, onChange }: Props) {
  const [text, setText] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const add = useMutation({
    mutationFn: async (given: string) => {
      const { authorities, problem } = await rpc.call('machine.readAuthorities', { text: given });
      if (problem !== null) throw new Error(problem);
      return authorities.map(({ pem }) => pem);
    },
    onSuccess: (added) => {
      onChange([...new Set([...pems, ...added])]);
      setText('');
    },
  });
  const fromFile = useMutation({ mutationFn: readPem, onSuccess: (given) => add.mutate(given) });
  const error = fromFile.error ?? add.error;
  const forget = (): void => {
    add.reset();
    fromFile.reset();
  };
  const remove = (pem: string): void => {
    onChange(pems.filter((one) => one !== pem));
    box.current?.focus();
  };
  return (
    <div className={classes.authorities}>
      {pems.length > 0 && (
        <ul aria-label={t('Trusted certificates')}>
          {pems.map((pem, at) => (
            <Item key={pem} at={at} authority={known.get(pem)} onRemove={() => remove(pem)} />
          ))}
        </ul>
      )}
      <Textarea
        ref={box}
        label={t('Add a certificate')}
        description={t('Of an authority of your own, for registries and proxies: pasted as PEM, or from a file.')}
        placeholder="-----BEGIN CERTIFICATE-----"
        rows={3}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.pem ?? '' }}
        value={text}
        error={error === null ? null : problemWords(error)}
        onChange={(event) => {
          forget();
          setText(event.currentTarget.value);
        }}
      />
      <div className={classes.buttons}>
        <Button disabled={text.trim() === '' || add.isPending} onClick={() => add.mutate(text)}>
          {t('Add certificate')}
        </Button>
        <FileButton
          accept=".pem,.crt,.cer,.der"
          inputProps={{ 'aria-label': t('File of certificates'), tabIndex: -1 }}
          onChange={(file) => {
            forget();
            if (file !== null) fromFile.mutate(file);
          }}
        >
          {({ onClick }) => <Button onClick={onClick}>{t('From a file…')}</Button>}
        </FileButton>
      </div>
    </div>
  );
}

/** Ours are whole sentences; what else goes wrong has its own words. */
const problemWords = (error: Error): string => ('code' in error ? errorLine(error) : error.message);

interface ItemProps {
  readonly at: number;
  readonly authority: Authority | undefined;
  readonly onRemove: () => void;
}

const MINUTE_MS = 60_000;

function Item({ at, authority, onRemove }: ItemProps) {
  const now = useNow(MINUTE_MS);
  const name = authority?.subject ?? '';
  return (
    <li>
      <div className={classes.certificate}>
        {authority === undefined ? (
          <span className={classes.dim}>{t('Certificate {at}', { at: at + 1 })}</span>
        ) : (
          <>
            <EngineText value={name === '' ? `Certificate ${String(at + 1)}, without a name` : name} wrap />
            <Dates authority={authority} now={now} />
            {!authority.isAuthority && (
              <span className={classes.dim}>{t('No authority: it vouches for itself alone.')}</span>
            )}
          </>
        )}
      </div>
      <IconButton
        label={t('Remove certificate {at}', { at: at + 1 })}
        icon={<IconTrash size={15} />}
        onClick={onRemove}
      />
    </li>
  );
}

function Dates({ authority: { validFrom, validTo }, now }: { readonly authority: Authority; readonly now: number }) {
  if (validTo < now)
    return (
      <span className={classes.warn}>
        {t('Expired {validTo}: the engine refuses it.', { validTo: dateTime(validTo) })}
      </span>
    );
  if (validFrom > now)
    return (
      <span className={classes.warn}>{t('Valid only from {validFrom}.', { validFrom: dateTime(validFrom) })}</span>
    );
  return <span className={classes.dim}>{t('Valid until {validTo}', { validTo: dateTime(validTo) })}</span>;
}
