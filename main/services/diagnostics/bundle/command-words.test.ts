import { describe, expect, it } from 'vitest';
import { MASK } from '../../../contract/secrets';
import { maskCommand, secretsIn } from './command-words';

describe('a docker command', () => {
  it.each([
    ["docker run -d -e 'GREETING=hi there' -p 80:80 web", `docker run -d -e GREETING=${MASK} -p 80:80 web`],
    ["docker run --env=A='b c' --label x=y web", `docker run --env=A=${MASK} --label x=${MASK} web`],
    [
      "docker build --build-arg V=$'a\\'b' --build-arg FROM_ENV .",
      `docker build --build-arg V=${MASK} --build-arg FROM_ENV .`,
    ],
    ["docker run -e 'A=it'\\''s' web", `docker run -e A=${MASK} web`],
    ['docker volume create --opt o=x v', 'docker volume create --opt o=x v'],
    ['docker -H ssh://me@host ps', 'docker -H ssh://me@host ps'],
  ])('%s', (line, masked) => expect(maskCommand(line)).toBe(masked));

  it('names the values that are secrets by their names', () => {
    const line =
      "docker run -e 'DB_PASSWORD=it'\\''s' -e PLAIN=x --label=api.token=abcdef --build-arg 'NPM_TOKEN=y z' web";
    expect(secretsIn(line)).toEqual(["it's", 'abcdef', 'y z']);
  });
});
