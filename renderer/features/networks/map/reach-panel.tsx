import { NativeSelect, TextInput } from '@mantine/core';
import { IconArrowsExchange, IconPointer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnPort } from '../../../../main/contract/network-reach';
import type { Sandbox } from '../../../../main/contract/networks';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Section } from '../../../ui/facts';
import { IconButton } from '../../../ui/icon-button';
import { useSandboxes } from '../networks-store';
import classes from './map.module.css';
import { ReachResult } from './reach-result';
import { type ReachRun, useReach } from './use-reach';

/** Ids of containers; '': not chosen. */
export interface ReachPair {
  readonly from: string;
  readonly to: string;
}

interface Props {
  readonly pair: ReachPair;
  /** Which of the two the next click on the map chooses. */
  readonly picking: 'from' | 'to' | null;
  readonly onPair: (pair: ReachPair) => void;
  readonly onPick: (picking: 'from' | 'to' | null) => void;
}

const portOf = (text: string): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536 ? Number(text) : null;

/** Whether one container reaches another: who, on which port, and what came of it. */
export function ReachPanel({ pair: { from, to }, picking, onPair, onPick }: Props) {
  const sandboxes = useSandboxes((state) => state.rows);
  const [typed, setTyped] = useState<{ readonly of: string; readonly text: string }>({ of: '', text: '' });
  const reach = useReach();
  const ports = usePorts(to, sandboxes.get(to));
  const text = typed.of === to ? typed.text : String(ports[0]?.port ?? '');
  const port = portOf(text.trim());
  const ready = from !== '' && to !== '' && from !== to && port !== null;
  // A name server that does not answer takes its time: another question need not wait for that, and ends the one under way.
  const isAsked = reach.run?.running === true && isSame(reach.run, { from, to, port });
  const sorted = [...sandboxes.values()].sort((a, b) => a.name.localeCompare(b.name));
  const choices = [{ value: '', label: t('Choose a container') }, ...sorted.map(choiceOf)];
  const choose = (patch: Partial<ReachPair>): void => onPair({ from, to, ...patch });
  return (
    <Section title={t('Reach test')}>
      <form
        className={classes.reach}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) reach.start({ from, to, port });
        }}
      >
        <Button
          icon={<IconPointer size={15} />}
          aria-pressed={picking !== null}
          onClick={() => onPick(picking === null ? 'from' : null)}
        >
          {picking === null
            ? t('Pick two on the map')
            : picking === 'from'
              ? t('Now click who asks')
              : t('Now click who answers')}
        </Button>
        <div className={classes.who}>
          <NativeSelect
            size="xs"
            label={t('From')}
            data={choices}
            value={from}
            onChange={(event) => choose({ from: event.currentTarget.value })}
          />
          <IconButton
            label={t('Swap')}
            icon={<IconArrowsExchange size={15} />}
            onClick={() => onPair({ from: to, to: from })}
          />
          <NativeSelect
            size="xs"
            label={t('To')}
            data={choices}
            value={to}
            onChange={(event) => choose({ to: event.currentTarget.value })}
          />
        </div>
        {from !== '' && from === to && <p className={classes.dim}>{t('Choose two different containers.')}</p>}
        <div className={classes.who}>
          <TextInput
            label={t('TCP port')}
            inputMode="numeric"
            autoComplete="off"
            value={text}
            // The proposal that comes later must not get under the keys of who is typing.
            onFocus={() => setTyped({ of: to, text })}
            error={text.trim() !== '' && port === null ? t('A number from 1 to 65535.') : null}
            onChange={(event) => setTyped({ of: to, text: event.currentTarget.value })}
          />
          <Button type="submit" variant="primary" disabled={!ready || isAsked}>
            {t('Test')}
          </Button>
        </div>
        <Proposals ports={ports} onChoose={(chosen) => setTyped({ of: to, text: String(chosen) })} />
      </form>
      {reach.run !== null && (
        <ReachResult
          run={reach.run}
          nameOf={(id) => sandboxes.get(id)?.name ?? id.slice(0, 12)}
          onAgain={() => reach.run !== null && reach.start(reach.run)}
        />
      )}
    </Section>
  );
}

const choiceOf = ({ id, name, state }: Sandbox) => ({
  value: id,
  label: withoutControls(state === 'running' ? name : `${name} (${state})`),
});

const isSame = (run: ReachRun, { from, to, port }: ReachPair & { readonly port: number | null }): boolean =>
  run.from === from && run.to === to && run.port === port;

const NONE: readonly OwnPort[] = [];

/** Those of the container that is to answer; asked anew when it starts or ends. */
function usePorts(id: string, sandbox: Sandbox | undefined): readonly OwnPort[] {
  const ports = useQuery({
    queryKey: ['networks', 'ports', id, sandbox?.state],
    queryFn: ({ signal }) => rpc.call('networks.ports', { id }, { signal }),
    enabled: id !== '' && sandbox !== undefined,
    gcTime: 0,
  });
  return ports.data ?? NONE;
}

const MOST_SHOWN = 12;

function Proposals({
  ports,
  onChoose,
}: {
  readonly ports: readonly OwnPort[];
  readonly onChoose: (port: number) => void;
}) {
  if (ports.length === 0) return null;
  return (
    <ul className={classes.proposals} aria-label={t('Ports of the container')}>
      {ports.slice(0, MOST_SHOWN).map(({ port, sources, loopbackOnly }) => (
        <li key={port}>
          <Button variant="subtle" onClick={() => onChoose(port)}>
            {port} {loopbackOnly ? t('listening on loopback') : sources[0]}
          </Button>
        </li>
      ))}
    </ul>
  );
}
