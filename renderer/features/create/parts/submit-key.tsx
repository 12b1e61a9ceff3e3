import { useKeyLabel } from '../../../lib/actions/bindings';
import { Kbd } from '../../../ui/kbd';
import classes from '../create.module.css';
import { CREATE_ACTIONS } from '../keys';

/** On the button that does what the form is for. */
export function SubmitKey() {
  const key = useKeyLabel(CREATE_ACTIONS.submit);
  return (
    key !== undefined && (
      <span aria-hidden className={classes.key}>
        <Kbd>{key}</Kbd>
      </span>
    )
  );
}
