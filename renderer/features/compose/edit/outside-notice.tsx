import { withoutControls } from '../../../lib/control-characters';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { lastName } from './file-path';
import type { Editing } from './use-editing';

interface Props {
  readonly path: string;
  readonly editing: Editing;
}

/** What somebody else did to the file that is edited. */
export function OutsideNotice({ path, editing }: Props) {
  const name = withoutControls(lastName(path));
  if (editing.theirs !== null)
    return (
      <Notice
        tone="warn"
        role="alert"
        title={`${name} was changed outside`}
        actions={
          <>
            <Button onClick={editing.compare}>Show the difference</Button>
            <Button onClick={editing.load}>Load theirs</Button>
            <Button onClick={editing.keepMine}>Keep mine</Button>
          </>
        }
      >
        Loading theirs loses what you typed. Keeping yours loses theirs as soon as you save.
      </Notice>
    );
  if (editing.gone)
    return (
      <Notice tone="warn" role="alert" title={`${name} is not there any more`}>
        Its text is still here. Saving makes the file anew.
      </Notice>
    );
  return null;
}
