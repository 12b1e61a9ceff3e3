import type { ComposeWish } from '../../../../main/contract/compose-runs';
import { CommandBox } from '../../../ui/command-box';
import { ErrorNotice } from '../../../ui/error-notice';
import { useCommand } from './use-command';

interface Props {
  readonly projectKey: string;
  /** null: there is none yet. */
  readonly wish: ComposeWish | null;
  /** What else the line depends on. */
  readonly place?: unknown;
}

/** The exact line that will be started. */
export function CommandPreview({ projectKey, wish, place }: Props) {
  const { line, error } = useCommand(projectKey, wish, place);
  if (error !== null) return <ErrorNotice error={error} />;
  return line === null ? null : <CommandBox lines={[line]} />;
}
