import type { ComponentType } from 'react';
import { useUi } from '../ui-store';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import { DeleteDialog, type KeepChoiceProps } from './delete-dialog';
import { RenameDialog } from './rename-dialog';

interface Props {
  readonly KeepChoice: ComponentType<KeepChoiceProps>;
}

/** The question that stands between a wish and its deed. */
export function Questions({ KeepChoice }: Props) {
  const question = useUi((state) => state.question);
  useReturnedFocus(question !== null);
  switch (question?.kind) {
    case 'remove':
      return <DeleteDialog ids={question.ids} KeepChoice={KeepChoice} />;
    case 'rename':
      return <RenameDialog key={question.id} id={question.id} />;
    case undefined:
      return null;
  }
}
