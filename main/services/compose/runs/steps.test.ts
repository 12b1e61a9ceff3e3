import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failureIn } from './failure';
import { createSteps } from './steps';

/** As docker-compose 1.29.2 says it without a terminal. */
const FIRST_UP = `Creating network "p1_default" with the default driver
Creating volume "p1_data" with default driver
Building web
Sending build context to Docker daemon  2.048kB
Step 1/3 : FROM slipway/busybox:1
 ---> 500097fe10fa
Removing intermediate container f4e9344f3b14
Successfully built 5fc0c20d917b
Successfully tagged p1_web:latest
Image for service web was built because it did not already exist. To rebuild this image you must use \`docker-compose build\` or \`docker-compose up --build\`.
Creating p1_db_1 ...${' '}
Creating p1_one_1 ...${' '}
Creating p1_db_1  ... done
Creating p1_one_1 ... done
p1_web_1 is up-to-date
Stopping and removing p1_web_2 ...${' '}
Stopping and removing p1_web_2 ... done`;
const FIRST_PULL = `Pulling db  ...${' '}
Pulling web ...${' '}
Pulling web ... pulling from library/web
Pulling web ... done
Pulling db  ... error

ERROR: for db  Get "http://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused
Get "http://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused`;
const FIRST_FAILED = `Creating p1_a_1 ...${' '}
Creating p1_a_1 ... error

ERROR: for p1_a_1  Cannot start service a: exec: "nonexist": executable file not found in $PATH: unknown

ERROR: for a  Cannot start service a: exec: "nonexist": executable file not found in $PATH: unknown
Encountered errors while bringing up the project.`;
/** As the second line says it, older and newer. */
const SECOND_UP = ` web Pulling${' '}
 0ae4b34446e3 Pulling fs layer${' '}
 0ae4b34446e3 Pull complete${' '}
 web Pulled${' '}
 Image ghcr.io/me/app:latest Pulling${' '}
 Image ghcr.io/me/app:latest Pulled${' '}
 Network shop_default  Creating
 Network shop_default  Created
 Volume "shop_data"  Creating
 Volume "shop_data"  Created
 Container shop-db-1  Creating
 Container shop-db-1  Created
 Container shop-api-1  Recreate
 Container shop-db-1  Starting
 Container shop-db-1  Started
 Container shop-db-1  Waiting
 Container shop-db-1  Error
dependency failed to start: container shop-db-1 is unhealthy`;

function read(text: string, ok = true) {
  const steps = createSteps();
  let now = 0;
  for (const line of text.split('\n')) steps.take(line, (now += 100));
  const before = steps.all().map(({ id, text: words, state }) => `${id}: ${words} ${state}`);
  steps.end(ok, now + 100);
  return { before, all: steps.all() };
}

it('steps of the first line', () => {
  const { before, all } = read(FIRST_UP);
  expect(before).toEqual([
    'network p1_default: Creating done',
    'volume p1_data: Creating done',
    'service web: Built done',
    'container p1_db_1: Creating done',
    'container p1_one_1: Creating done',
    'container p1_web_1: up-to-date done',
    'container p1_web_2: Stopping and removing done',
  ]);
  expect(all.find(({ id }) => id === 'container p1_db_1')?.durationMs).toBe(200);
  expect(read(FIRST_PULL, false).before).toEqual(['image db: Pulling failed', 'image web: Pulling done']);
  expect(read('Removing network a_default\nRemoving image p1_web\nImage p1_web not found.').before).toEqual([
    'network a_default: Removing done',
    'image p1_web: Removing working',
  ]);
  expect(read('Pulling db (localhost:1/none:1)...\nGet "http://localhost:1/v2/": refused', false).all).toMatchObject([
    { id: 'image db', text: 'Pulling', state: 'failed' },
  ]);
});

it('steps of the second line', () => {
  const { before, all } = read(SECOND_UP, false);
  expect(before).toEqual([
    'image web: Pulled done',
    'image ghcr.io/me/app:latest: Pulled done',
    'network shop_default: Created done',
    'volume shop_data: Created done',
    'container shop-db-1: Error failed',
    'container shop-api-1: Recreate working',
  ]);
  expect(all.at(-1)).toMatchObject({ state: 'failed' });
});

it('takes any line', () => {
  const word = fc.constantFrom(
    'Creating ',
    ' Container ',
    'a_1',
    ' ... ',
    'done',
    'network "',
    '" with ',
    'Error',
    ' ',
  );
  const line = fc.array(fc.oneof(word, fc.string()), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line), fc.boolean(), (lines, ok) => {
      const { all } = read(lines.join('\n'), ok);
      expect(all.some(({ state }) => state === 'working')).toBe(false);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    }),
  );
});

it('why it failed, in the words of compose', () => {
  const why = (text: string): string => failureIn(text.split('\n'));
  expect(why(FIRST_FAILED)).toBe(
    'ERROR: for p1_a_1  Cannot start service a: exec: "nonexist": executable file not found in $PATH: unknown',
  );
  expect(why(FIRST_PULL)).toContain('connection refused');
  expect(why(SECOND_UP)).toContain('dependency failed to start: container shop-db-1 is unhealthy');
  expect(why(' Container a-1  Starting\nError response from daemon: driver failed: port is already allocated')).toBe(
    'Error response from daemon: driver failed: port is already allocated',
  );
  const parse = "The Compose file './a.yml' is invalid because:\nUnsupported config option for services.web: 'frob'";
  expect(why(`WARNING: x is not set.\n${parse}`)).toBe(parse);
  expect(why("Service 'web' failed to build : Build failed")).toBe("Service 'web' failed to build : Build failed");
  expect(why('\u001b[31mERROR\u001b[0m: pull https://me:secret@host/x')).toBe('ERROR: pull https://***@host/x');
  expect(why('')).toBe('');
});
