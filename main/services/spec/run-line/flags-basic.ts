import type { ContainerSpec } from '../../../contract/spec';
import { pair } from '../csv';
import { durationText, readDuration } from '../durations';
import { shellQuote } from '../../engine/shell-quote';
import { amount, integer, pairs, readSwitch, text, toggle } from './kinds';
import type { Flag } from './types';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

const whole = (spec: ContainerSpec) => spec;
const healthOf = (spec: ContainerSpec) => spec.health;

const RESTART = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/;
const POLICIES = ['no', 'always', 'unless-stopped', 'on-failure'] as const;

const restart: Flag = {
  name: 'restart',
  read: ({ spec }, value) => {
    const [, said, retries] = RESTART.exec(value === '' ? 'no' : value) ?? [];
    const policy = POLICIES.find((each) => each === said);
    if (policy === undefined || (retries !== undefined && policy !== 'on-failure'))
      return say('is no, always, unless-stopped, on-failure or on-failure:N');
    spec.restart = { policy, maximumRetries: Number(retries ?? 0) };
    return null;
  },
  print: ({ restart: { policy, maximumRetries } }) => {
    if (policy === 'no') return [];
    return [policy === 'on-failure' && maximumRetries > 0 ? `on-failure:${String(maximumRetries)}` : policy];
  },
};

const env: Flag = {
  name: 'env',
  short: 'e',
  read: ({ spec, note }, value) => {
    const read = pair(value);
    if (read.name === '') return say('needs a name before the =');
    if (read.value === null)
      note(
        'assumed',
        say('-e {value} takes its value from the shell it is run in; here the variable is taken away', { value }),
      );
    spec.env.push(read);
    return null;
  },
  print: (spec) => spec.env.map(({ name, value }) => (value === null ? name : `${name}=${value}`)),
};

const entrypoint: Flag = {
  name: 'entrypoint',
  read: ({ spec }, value) => {
    spec.entrypoint = value === '' ? [] : [value];
    return null;
  },
  // The words after the first stand before the command.
  print: (spec) => (spec.entrypoint === null ? [] : [spec.entrypoint[0] ?? '']),
};

const init: Flag = {
  name: 'init',
  switch: true,
  read: ({ spec }, value) => {
    spec.init = readSwitch(value);
    return spec.init === null ? say('is either true or false') : null;
  },
  print: (spec) => (spec.init === null ? [] : [String(spec.init)]),
};

const stopTimeout: Flag = {
  name: 'stop-timeout',
  read: ({ spec }, value) => {
    spec.stopTimeout = integer.read(value);
    return spec.stopTimeout === null ? sayMsg(integer.wants) : null;
  },
  print: (spec) => (spec.stopTimeout === null ? [] : [String(spec.stopTimeout)]),
};

const CMD_SHELL = 'CMD-SHELL';

/** The CLI knows checks by a shell only; the words of another kind are made one line. */
const healthLine = ([kind, ...rest]: readonly string[]): string =>
  kind === CMD_SHELL ? rest.join(' ') : rest.map(shellQuote).join(' ');

const healthCmd: Flag = {
  name: 'health-cmd',
  read: ({ spec }, value) => {
    spec.health.test = value === '' ? [] : [CMD_SHELL, value];
    return null;
  },
  print: ({ health }) => (health.mode === 'custom' && health.test.length > 0 ? [healthLine(health.test)] : []),
};

const noHealth: Flag = {
  name: 'no-healthcheck',
  switch: true,
  read: ({ spec }, value) => {
    const read = readSwitch(value);
    if (read === null) return say('is either true or false');
    spec.health.mode = read ? 'none' : 'image';
    return null;
  },
  print: ({ health }) => (health.mode === 'none' ? ['true'] : []),
};

const seconds = {
  read: (word: string) => {
    const read = readDuration(word);
    return read === null || read < 0 ? null : read;
  },
  print: durationText,
  wants: msg('is a time such as 30s or 1m30s'),
};

const custom = (flag: Flag): Flag => ({
  ...flag,
  print: (spec) => (spec.health.mode === 'custom' ? (flag.print?.(spec) ?? []) : []),
});

export const BASIC: readonly Flag[] = [
  text('name', whole, 'name'),
  { ...toggle('interactive', whole, 'interactive'), short: 'i' },
  { ...toggle('tty', whole, 'tty'), short: 't' },
  toggle('rm', whole, 'autoRemove'),
  restart,
  init,
  text('platform', whole, 'platform'),
  { ...text('hostname', whole, 'hostname'), short: 'h' },
  text('domainname', whole, 'domainname'),
  { ...text('user', whole, 'user'), short: 'u' },
  { ...text('workdir', whole, 'workingDir'), short: 'w' },
  entrypoint,
  text('stop-signal', whole, 'stopSignal'),
  stopTimeout,
  env,
  { ...pairs('label', whole, 'labels'), short: 'l' },
  pairs('annotation', whole, 'annotations'),
  noHealth,
  healthCmd,
  custom(amount('health-interval', healthOf, 'interval', seconds)),
  custom(amount('health-timeout', healthOf, 'timeout', seconds)),
  custom(amount('health-start-period', healthOf, 'startPeriod', seconds)),
  custom(amount('health-start-interval', healthOf, 'startInterval', seconds)),
  custom(amount('health-retries', healthOf, 'retries', integer)),
  text('log-driver', ({ logging }) => logging, 'driver'),
  pairs('log-opt', ({ logging }) => logging, 'options'),
];
