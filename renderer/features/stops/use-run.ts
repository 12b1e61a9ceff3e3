import { useMutation } from '@tanstack/react-query';
import type { ContainerAction } from '../../../main/contract/containers';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';

/** The engine's own words for what it refused. */
export class Refused extends Error {
  override readonly name = t('Refused');
}

interface Wish {
  readonly id: string;
  readonly action: Extract<ContainerAction, 'start' | 'stop' | 'restart'>;
}

async function run({ id, action }: Wish): Promise<void> {
  for await (const { outcome, message } of rpc.stream('containers.run', { action, ids: [id] }))
    if (outcome === 'failed') throw new Refused(message);
}

/** Starts, stops or restarts one container; its own state then tells how that went. */
export const useRun = () => useMutation({ mutationFn: run });
