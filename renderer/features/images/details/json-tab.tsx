import { RawJson } from '../../../ui/json/raw-json';
import { Loading } from './loading';
import { useInspect } from './use-inspect';
import type { ImageTabProps } from './tab';

/** All that the engine knows of it. */
export function JsonTab({ imageId: id }: Pick<ImageTabProps, 'imageId'>) {
  const { data, error } = useInspect(id);
  return data === undefined ? <Loading id={id} error={error} /> : <RawJson json={data} />;
}
