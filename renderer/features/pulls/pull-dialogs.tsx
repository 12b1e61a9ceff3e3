import { ChecksDialog } from './checks/checks-dialog';
import { PullDialog } from './dialogs/pull-dialog';
import type { AskQuota } from './dialogs/hub-quota';
import { PushDialog } from './dialogs/push-dialog';
import type { AskRegistry } from './dialogs/use-proposals';
import { usePullQuestion } from './questions-store';

interface Props {
  /** Tags of an image in its registry, for completion. */
  readonly tagsOf: AskRegistry;
  /** Platforms that an image is there for. */
  readonly platformsOf: AskRegistry;
  readonly quotaOf: AskQuota;
}

/** The dialogs of this feature, opened by `askPull`: at most one. */
export function PullDialogs({ tagsOf, platformsOf, quotaOf }: Props) {
  const question = usePullQuestion((store) => store.question);
  switch (question?.kind) {
    case undefined:
      return null;
    case 'pull':
      return (
        <PullDialog references={question.references} tagsOf={tagsOf} platformsOf={platformsOf} quotaOf={quotaOf} />
      );
    case 'push':
      return <PushDialog image={question.image} />;
    case 'checks':
      return <ChecksDialog />;
  }
}
