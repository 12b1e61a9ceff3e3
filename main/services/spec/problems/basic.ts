import type { ContainerSpec } from '../../../contract/spec';
import { each, error, repeated, warning, when } from './report';
import { say } from '../../../../texts/say';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

const PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const HOST = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(?::\\d+)?';
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${PART}(?:/${PART})*(?::[\\w][\\w.-]{0,127})?(?:@[a-zA-Z0-9+.-]+:[0-9a-fA-F]{32,})?$`,
);
const IMAGE_ID = /^(?:sha256:)?[0-9a-f]{7,64}$/;

/** Whether the engine takes it for an image: a reference or an id. */
const isImage = (said: string): boolean => REFERENCE.test(said) || IMAGE_ID.test(said);

function identity({ image, name, hostname, platform }: ContainerSpec) {
  return [
    ...when(image === '', error('image', say('Say which image to run.'))),
    ...when(
      image !== '' && !isImage(image),
      error(
        'image',
        say('This is no image reference: use lower case, such as nginx:1.27 or ghcr.io/team/app@sha256:….'),
      ),
    ),
    ...when(
      name !== '' && !NAME.test(name),
      error(
        'name',
        say('A name has at least two of letters, digits, “_”, “.” and “-”, and begins with a letter or a digit.'),
      ),
    ),
    ...when(/[\s/]/.test(hostname), error('hostname', say('A host name has no spaces and no slashes.'))),
    ...when(
      platform !== '' && !/^[\w.]+(?:\/[\w.-]+){0,2}$/.test(platform),
      error('platform', say('A platform is an operating system and an architecture, such as linux/arm64.')),
    ),
  ];
}

function life({ autoRemove, restart, stopTimeout, stopSignal }: ContainerSpec) {
  return [
    ...when(
      autoRemove && restart.policy !== 'no',
      error(
        'restart',
        say('A container that is removed when it ends (--rm) cannot be restarted: choose one of the two.'),
      ),
    ),
    ...when(
      restart.maximumRetries !== 0 && restart.policy !== 'on-failure',
      error('restart.maximumRetries', say('Only the policy on-failure counts its retries.')),
    ),
    ...when(
      restart.maximumRetries < 0 || !Number.isInteger(restart.maximumRetries),
      error('restart.maximumRetries', say('Retries are a whole number, or 0 for no limit.')),
    ),
    ...when(
      stopTimeout !== null && (!Number.isInteger(stopTimeout) || stopTimeout < -1),
      error('stopTimeout', say('The stop timeout is a whole number of seconds, or -1 to wait without end.')),
    ),
    ...when(
      stopSignal !== '' && !/^(?:SIG)?[A-Z][A-Z0-9]*(?:[+-]\d+)?$|^\d{1,2}$/i.test(stopSignal),
      error('stopSignal', say('This is no signal: use a name such as SIGTERM, or a number.')),
    ),
  ];
}

function variables({ env, labels, annotations }: ContainerSpec) {
  return [
    ...each(env, ({ name, value }, index) => [
      ...when(
        name === '' || name.includes('=') || name.includes('\0'),
        error(`env.${String(index)}.name`, say('A variable needs a name without “=”.')),
      ),
      ...when(
        name !== '' && !/^[A-Za-z_][\w.-]*$/.test(name) && !name.includes('='),
        warning(`env.${String(index)}.name`, say('Shells cannot read a variable of this name.')),
      ),
      ...when(
        value?.includes('\0') === true,
        error(`env.${String(index)}.value`, say('A value cannot hold a null character.')),
      ),
    ]),
    ...repeated(env.map(({ name }) => name)).map((index) =>
      warning(`env.${String(index)}.name`, say('This variable is set twice; the last one counts.')),
    ),
    ...each(labels, ({ name }, index) =>
      when(name === '', error(`labels.${String(index)}.name`, say('A label needs a name.'))),
    ),
    ...repeated(labels.map(({ name }) => name)).map((index) =>
      error(`labels.${String(index)}.name`, say('This label is set twice.')),
    ),
    ...each(annotations, ({ name }, index) =>
      when(name === '', error(`annotations.${String(index)}.name`, say('An annotation needs a name.'))),
    ),
  ];
}

const TIMES = ['interval', 'timeout', 'startPeriod', 'startInterval'] as const;
/** The engine's least, seconds. */
const LEAST_TIME = 0.001;

function health({ health: check }: ContainerSpec) {
  if (check.mode !== 'custom') return [];
  const [kind] = check.test;
  return [
    ...TIMES.flatMap((key) =>
      when(check[key] !== 0 && check[key] < LEAST_TIME, error(`health.${key}`, say('A time is at least 1 ms.'))),
    ),
    ...when(
      check.retries < 0 || !Number.isInteger(check.retries),
      error('health.retries', say('Retries are a whole number of at least 0.')),
    ),
    ...when(
      check.test.length > 0 && kind !== 'CMD' && kind !== 'CMD-SHELL',
      error('health.test', say('A check begins with CMD or CMD-SHELL.')),
    ),
    ...when(check.test.length === 1, error('health.test', say('Say which command checks the health.'))),
  ];
}

function logging({ logging: { driver, options } }: ContainerSpec) {
  return [
    ...when(
      driver === 'none' && options.length > 0,
      error('logging.options', say('The driver none keeps nothing and takes no options.')),
    ),
    ...each(options, ({ name }, index) =>
      when(name === '', error(`logging.options.${String(index)}.name`, say('An option needs a name.'))),
    ),
  ];
}

export const BASIC_CHECKS = [identity, life, variables, health, logging] as const;
