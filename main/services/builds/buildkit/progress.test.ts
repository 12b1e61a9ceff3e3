import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BuildStep } from '../../../contract/builds';
import { parseDockerfile } from '../dockerfile/parse';
import type { Told } from '../runs/drive';
import { createLedger } from '../runs/ledger';
import { createPlaces, lineOfMetadata } from './lines';
import { createProgress } from './progress';

const DOCKERFILE = `ARG V=1
FROM docker.io/library/alpine AS Build
ENV A=b
WORKDIR /src
RUN make \\
  all
FROM build
LABEL a=b
COPY --from=build /out /out
RUN false
`;

/** As newer versions say it; the last line of a program has no end. */
const OUTPUT = `#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 361B done
#1 DONE 0.1s

#2 [internal] load build context
#2 transferring context: 2.10MB 0.3s done
#2 DONE 0.3s

#3 [build 1/3] FROM docker.io/library/alpine@sha256:aa
#3 sha256:bb 1.05MB / 2.10MB 0.2s
#3 DONE 1.5s

#4 [build 2/3] WORKDIR /src
#4 CACHED

#5 [build 3/3] RUN make   all
#5 0.101 one
#5 ...

#6 [stage-1 1/2] COPY --from=build /out /out
#6 DONE 0.0s

#5 [build 3/3] RUN make   all
#5 0.202 #6 DONE 9.9s
#5 0.303 no end#5 DONE 0.5s

#7 [stage-1 2/2] RUN false
#7 0.1 ${'é'.repeat(5)}
#7 ERROR: process "/bin/sh -c false" did not complete successfully: exit code: 1
------
 > [stage-1 2/2] RUN false:
------
Dockerfile:10
--------------------
   9 |     COPY --from=build /out /out
  10 | >>> RUN false
--------------------
ERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1
`;

function read(pieces: readonly string[]) {
  const ledger = createLedger(() => '');
  let told: Told = {};
  const { stages, instructions } = parseDockerfile(DOCKERFILE);
  const progress = createProgress({
    ...{ ledger, now: () => 0, placeOf: createPlaces(stages, instructions) },
    told: (facts) => (told = { ...told, ...facts }),
  });
  for (const piece of pieces) progress.push(piece);
  const ending = progress.end();
  const log = (index: number) => ledger.slice(index, 0).parts.flatMap(({ lines }) => lines);
  return { ending, told, steps: ledger.steps().map((step) => ({ ...step, log: log(step.index) })) };
}

const shape = ({ line, stage, state, durationMs }: BuildStep) => [line, stage, state, durationMs];

it('steps, their lines, times, logs and the place of the error', () => {
  const { steps, ending, told } = read([OUTPUT]);
  expect(steps.slice(3).map(shape)).toEqual([
    [2, 'build', 'done', 1500],
    [4, 'build', 'cached', null],
    [5, 'build', 'done', 500],
    [9, 'stage-1', 'done', 0],
    [10, 'stage-1', 'failed', 0],
  ]);
  expect(steps[5]?.log).toEqual(['one', '#6 DONE 9.9s', 'no end']);
  expect(steps[7]?.error).toBe('process "/bin/sh -c false" did not complete successfully: exit code: 1');
  expect(told).toEqual({ contextBytes: 2_100_000 });
  expect(ending).toEqual({
    error: 'failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1',
    line: 10,
  });
});

it('says the same however the output is cut', () => {
  const whole = read([OUTPUT]);
  const cuts = fc.array(fc.nat(OUTPUT.length), { maxLength: 60 });
  fc.assert(
    fc.property(cuts, (places) => {
      const at = [0, ...places.sort((a, b) => a - b), OUTPUT.length];
      expect(read(at.slice(1).map((end, index) => OUTPUT.slice(at[index], end)))).toEqual(whole);
    }),
  );
});

it('takes any text', () => {
  const word = fc.constantFrom(
    '#1 ',
    '#2 ',
    'DONE 1s',
    'CACHED',
    'ERROR: x',
    '\n',
    '\r',
    '0.1 ',
    '[2/2] RUN',
    '------\n',
    'Dockerfile:9',
    '...',
  );
  const text = fc.array(fc.oneof(word, fc.string()), { maxLength: 80 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (said) => {
      const { steps } = read([said]);
      expect(steps.map(({ index }) => index)).toEqual(steps.map((_, at) => at));
    }),
  );
});

it.each([
  [
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: FOO',
    2,
  ],
  ['ERROR: failed to solve: dockerfile parse error on line 7: unknown instruction: FOO', 7],
  ['error: failed to solve: target stage "nope" could not be found', null],
  ['unknown flag: --wrong', null],
])('says what is wrong before any step: %s', (line, at) => {
  const { ending } = read([`#1 [internal] load build definition from Dockerfile\n#1 DONE 0.1s\n\n${line}\n`]);
  expect(ending.line).toBe(at);
  expect(line.endsWith(ending.error) && ending.error !== '').toBe(true);
});

it('the FROM of an image that cannot be had', () => {
  const { stages } = parseDockerfile('FROM alpine AS a\nFROM me/app:2\nFROM ghcr.io/x/y\n');
  const lineOf = (image: string) => lineOfMetadata(`[internal] load metadata for ${image}`, stages);
  expect(['docker.io/library/alpine:latest', 'docker.io/me/app:2', 'ghcr.io/x/y:latest', 'other'].map(lineOf)).toEqual([
    1,
    2,
    3,
    null,
  ]);
});
