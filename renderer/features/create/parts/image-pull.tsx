import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { t, Trans } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import classes from '../create.module.css';
import { useForm, useFormStore } from '../model/form-store';
import { problemAt } from '../model/problems';
import { usePull } from '../use-pull';
import { controlId } from './field-shell';
import { Progress } from './run-progress';

/** At the image's field: what the engine lacks can be had at once, without running anything. */
export function ImagePull() {
  const image = useForm(({ spec }) => spec.image);
  // Another image is another matter: a pull under way ends, and what was said of the last one goes.
  return <PullOf key={image} />;
}

function PullOf() {
  const form = useFormStore();
  const { progress, failure, begin, cancel } = usePull(form);
  const offered = useForm((state) => state.imageMissing && problemAt(state, 'image') !== undefined);
  const isThere = progress !== null || offered;
  const box = useFocusKept(progress === null, isThere);
  if (!isThere) return null;
  return (
    <div ref={box} className={classes.imagePull}>
      {progress === null ? (
        <Button icon={<IconDownload size={15} />} onClick={begin}>
          {t('Pull now')}
        </Button>
      ) : (
        <Progress progress={progress} onCancel={cancel} />
      )}
      {failure !== '' && (
        <p role="alert" className={classes.note} data-severity="error">
          <Trans text="It was not pulled: {failure}" values={{ failure: <EngineText value={failure} wrap /> }} />
        </p>
      )}
    </div>
  );
}

/** The button that was pressed gives way to another, and at last to none: then the field has the focus. */
function useFocusKept(idle: boolean, isThere: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    begun.current ||= !idle;
    if (!begun.current || document.activeElement !== document.body) return;
    const next = box.current?.querySelector('button') ?? document.getElementById(controlId('image'));
    next?.focus({ preventScroll: true });
  }, [idle, isThere]);
  return box;
}
