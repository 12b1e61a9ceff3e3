/** `/containers/<id>/<verb>` of the API; without a verb the container itself. */
export const containerPath = (id: string, verb = ''): string =>
  `/containers/${encodeURIComponent(id)}${verb === '' ? '' : `/${verb}`}`;
