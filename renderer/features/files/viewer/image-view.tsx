import { useEffect, useState } from 'react';
import { t } from '../../../lib/i18n';
import { Skeleton } from '../../../ui/skeleton';
import classes from './viewer.module.css';

const dataUrl = (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(new Error(t('The image could not be read.')));
    reader.readAsDataURL(new Blob([bytes], { type }));
  });

interface Props {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly label: string;
}

/** A picture by a data URL: all that the page's policy allows. */
export function ImageView({ bytes, type, label }: Props) {
  const [url, setUrl] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let gone = false;
    dataUrl(bytes, type).then(
      (made) => gone || setUrl(made),
      () => gone || setBroken(true),
    );
    return () => {
      gone = true;
    };
  }, [bytes, type]);
  if (broken) return <p className={classes.note}>{t('This image cannot be shown: it may be damaged.')}</p>;
  return (
    <div className={classes.image}>
      {url === null ? (
        <Skeleton width="50%" height="50%" />
      ) : (
        <img src={url} alt={label} onError={() => setBroken(true)} />
      )}
    </div>
  );
}
