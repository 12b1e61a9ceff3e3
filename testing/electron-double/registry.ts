import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry of one repository, for whoever sends this Authorization header; `name`: its host and port. */
export async function registryFor(
  authorization: string,
): Promise<{ readonly registry: http.Server; readonly name: string }> {
  const registry = http.createServer(({ headers }, response) => {
    const isRight = headers.authorization === authorization;
    response.writeHead(isRight ? 200 : 401, { 'www-authenticate': 'Basic realm="test"' });
    response.end('{"repositories": ["team/app"]}');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  return { registry, name: `127.0.0.1:${String((registry.address() as AddressInfo).port)}` };
}
