import { list, type Loose, record, text } from '../../engine/loose';

/** Ports that a container publishes, as `[IP:]HOST:CONTAINER/PROTOCOL`. */
export function portLines(inspect: Loose): readonly string[] {
  const bindings = record(record(inspect.HostConfig).PortBindings);
  return Object.entries(bindings).flatMap(([target, bound]) =>
    (list(bound).length === 0 ? [{}] : list(bound)).map((each) => {
      const { HostIp: ip, HostPort: port } = record(each);
      const address = text(ip) === '' || text(ip) === '0.0.0.0' ? '' : `${text(ip)}:`;
      const host = text(port) === '0' ? '' : text(port);
      // Of a range the engine took any.
      return `${address}${host.includes('-') ? '' : host}:${target}`;
    }),
  );
}

/** Its named volumes and folders of the host, as `SOURCE:TARGET[:ro]`. */
export const mountLines = (inspect: Loose): readonly string[] =>
  list(inspect.Mounts)
    .map(record)
    .filter(({ Type: type, Name: name }) => type === 'bind' || (type === 'volume' && !/^[\da-f]{64}$/.test(text(name))))
    .map((mount) => {
      const source = mount.Type === 'volume' ? text(mount.Name) : text(mount.Source);
      return `${source}:${text(mount.Destination)}${mount.RW === false ? ':ro' : ''}`;
    });

/** Networks that it is in; none where it has that of another container or of the host. */
export function networkLines(inspect: Loose): readonly string[] {
  const mode = text(record(inspect.HostConfig).NetworkMode);
  if (/^(?:host|none|container:)/.test(mode)) return [];
  return Object.keys(record(record(inspect.NetworkSettings).Networks));
}

export function restartOf(hostConfig: Loose): string {
  const { Name: name, MaximumRetryCount: times } = record(hostConfig.RestartPolicy);
  const policy = text(name) === 'no' ? '' : text(name);
  return typeof times === 'number' && times > 0 ? `${policy}:${times}` : policy;
}
