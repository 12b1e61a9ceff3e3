type Labels = Readonly<Record<string, string>>;

/**
 * Names the place of a compose service that a container fills, whichever container fills it, by its labels; null: none, as with
 * one-off ones (`compose run`).
 */
export function placeOf(labels: Labels): string | null {
  const project = labels['com.docker.compose.project'] ?? '';
  const service = labels['com.docker.compose.service'] ?? '';
  const oneOff = (labels['com.docker.compose.oneoff'] ?? '').toLowerCase() === 'true';
  if (project === '' || service === '' || oneOff) return null;
  return JSON.stringify([project, service, labels['com.docker.compose.container-number'] ?? '1']);
}
