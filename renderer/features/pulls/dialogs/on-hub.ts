import { referenceProblem } from './reference';

/** Whether an image of this name is on Docker Hub: its first part looks like no registry. */
export function isOnHub(text: string): boolean {
  if (referenceProblem(text) !== null) return false;
  const [first = '', ...rest] = text.trim().split('/');
  if (rest.length === 0) return true;
  return first === 'docker.io' || first === 'index.docker.io' || !(/[.:]/.test(first) || first === 'localhost');
}
