import { MarkedText } from '../../../ui/engine-text';
import classes from '../compose.module.css';

/** A file as it will be written. */
export const TextPreview = ({ name, text }: { readonly name: string; readonly text: string }) => (
  // The keyboard must be able to scroll it.
  <pre className={classes.preview} tabIndex={0} role="group" aria-label={name}>
    {text.split('\n').map((line, index) => (
      <div key={index}>
        <MarkedText value={line} keepLines={false} />
        {line === '' && ' '}
      </div>
    ))}
  </pre>
);
