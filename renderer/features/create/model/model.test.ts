import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { bytesOf, bytesText, numberOf, secondsOf } from './amounts';
import { BLANK } from './blank';
import { isSecretName, readEnvText } from './env-text';
import {
  addRow,
  createForm,
  fillForm,
  type FormStore,
  mergeVariables,
  propose,
  removeRow,
  setText,
  setValue,
  touch,
} from './form-store';
import { merged } from './merge';
import { valueAt, withValue } from './paths';
import { errorCounts, problemAt, shownProblems } from './problems';
import { PARTS, sectionOf } from './sections';
import { textOf, typedAs } from './typed';
import { lineOf, wordsOf } from './words';

let form: FormStore;
beforeEach(() => {
  form = createForm(true);
});

describe('paths', () => {
  it('change one place and keep the rest as it is', () => {
    const spec = withValue(BLANK, 'ports', [{ hostIp: '', hostPort: '1', containerPort: '2', protocol: 'tcp' }]);
    const next = withValue(spec, 'ports.0.hostPort', '8080');
    expect(valueAt(next, 'ports.0.hostPort')).toBe('8080');
    expect(valueAt(spec, 'ports.0.hostPort')).toBe('1');
    expect(next.env).toBe(spec.env);
    expect(valueAt(next, 'ports.7.hostPort')).toBeUndefined();
    expect(valueAt(next, 'constructor')).toBeUndefined();
  });

  it('of all fields lead somewhere in a blank form', () => {
    for (const { path } of PARTS) expect(valueAt(BLANK, path), path).not.toBeUndefined();
    expect(sectionOf('resources.ulimits.0.soft').id).toBe('resources');
  });
});

describe('a command line', () => {
  it('is read back as the words it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(wordsOf(lineOf(words))).toEqual(words);
      }),
    );
  });

  it('has quotes as a shell has them', () => {
    expect(wordsOf(`sh -c "echo \\"a\\" $b" it\\'s ''`)).toEqual(['sh', '-c', 'echo "a" $b', "it's", '']);
    expect(wordsOf(`a 'b`)).toBeNull();
    expect(wordsOf('  ')).toEqual([]);
  });

  it('alone of two quotes is none, of nothing the image’s', () => {
    expect(typedAs('words', '""', 0)).toEqual({ text: '""', value: [] });
    expect(typedAs('words', ' ', 0)).toEqual({ text: ' ', value: null });
    expect(textOf('words', [], 0)).toBe('""');
  });
});

describe('amounts', () => {
  it('of bytes are read as they are written', () => {
    expect([bytesOf('512m'), bytesOf('1.5G'), bytesOf('-1'), bytesOf('1024')]).toEqual([
      2 ** 29,
      1.5 * 2 ** 30,
      -1,
      1024,
    ]);
    expect(bytesOf('lots')).toBeNaN();
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        expect(bytesOf(bytesText(bytes))).toBe(bytes);
      }),
    );
  });

  it('of time and number say when they are none', () => {
    expect([secondsOf('1m30s'), secondsOf('500ms'), secondsOf('10')]).toEqual([90, 0.5, 10]);
    expect([secondsOf('soon'), secondsOf(''), numberOf('1,5')]).toEqual([NaN, NaN, NaN]);
    expect(typedAs('bytes', 'x', 0)).toHaveProperty('mistype');
    expect(typedAs('number', '', null)).toEqual({ text: '', value: null });
  });

  it('of a health check are a shell’s line, or words after CMD', () => {
    expect(typedAs('health', 'wget -q localhost || exit 1', 0)).toMatchObject({
      value: ['CMD-SHELL', 'wget -q localhost || exit 1'],
    });
    expect(typedAs('health', 'CMD true "a b"', 0)).toMatchObject({ value: ['CMD', 'true', 'a b'] });
    expect(textOf('health', ['CMD-SHELL', 'a && b'], 0)).toBe('a && b');
  });
});

describe('a .env', () => {
  it('is read as docker reads it', () => {
    const { variables, problems } = readEnvText('\uFEFFA=1\n# no\n  B="q"\r\n\nA=2\nALONE\n=x\nbad name=1\nC=a=b');
    expect(variables).toEqual([
      { name: 'B', value: '"q"' },
      { name: 'A', value: '2' },
      { name: 'C', value: 'a=b' },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([6, 7, 8]);
  });

  it('never throws, and loses no line without saying so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { variables, problems } = readEnvText(text);
        expect(variables.length + problems.length).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });

  it('has secrets by their names', () => {
    expect(['DB_PASSWORD', 'API_TOKEN', 'apiKey', 'AWS_SECRET'].map(isSecretName)).toEqual([true, true, true, true]);
    expect(['PATH', 'HOME', 'PORT'].map(isSecretName)).toEqual([false, false, false]);
  });
});

describe('the form', () => {
  const port = { hostIp: '', hostPort: 'x', containerPort: '80', protocol: 'tcp' } as const;

  it('keeps what is mistyped beside the value that stands', () => {
    setText(form, 'resources.memory', typedAs('bytes', '1g', 0));
    setText(form, 'resources.memory', typedAs('bytes', '1gx', 0));
    const state = form.getState();
    expect([state.spec.resources.memory, state.texts['resources.memory']]).toEqual([2 ** 30, '1gx']);
    expect(problemAt(state, 'resources.memory')?.severity).toBe('error');
    expect(errorCounts(state)).toEqual(new Map([['resources', 1]]));
  });

  it('says what is wrong only where somebody was, or once it was tried', () => {
    vi.useFakeTimers();
    form.setState({ problems: [{ path: 'image', message: 'needed', severity: 'error' }] });
    expect(shownProblems(form.getState())).toEqual([]);
    touch(form, 'image');
    expect(shownProblems(form.getState())).toEqual([]);
    vi.runAllTimers();
    expect(shownProblems(form.getState())).toHaveLength(1);
    vi.useRealTimers();
  });

  it('forgets what the engine said of a field once that changes, and of rows once they move', () => {
    addRow(form, 'ports', port);
    addRow(form, 'ports', { ...port, hostPort: 'y' });
    form.setState({ refusals: [{ path: 'ports.1.hostPort', message: 'taken', severity: 'error' }] });
    setValue(form, 'name', 'x');
    expect(problemAt(form.getState(), 'ports.1.hostPort')?.message).toBe('taken');
    setText(form, 'ports.0.x', { text: 'left', value: 1 });
    removeRow(form, 'ports', 0);
    const { refusals, texts, spec } = form.getState();
    expect([refusals, texts, spec.ports.map(({ hostPort }) => hostPort)]).toEqual([[], {}, ['y']]);
  });

  it('sets variables by name, in their place', () => {
    fillForm(form, {
      ...BLANK,
      env: [
        { name: 'A', value: '1' },
        { name: '', value: '' },
      ],
    });
    mergeVariables(form, [
      { name: 'B', value: null },
      { name: 'A', value: '2' },
    ]);
    expect(form.getState().spec.env).toEqual([
      { name: 'A', value: '2' },
      { name: 'B', value: null },
    ]);
  });

  it('takes what an image proposes, as long as nothing else was said', () => {
    propose(form, { ...BLANK, ports: [port] }, null);
    propose(form, { ...BLANK, ports: [{ ...port, hostPort: '81' }] }, null);
    expect(form.getState().spec.ports[0]?.hostPort).toBe('81');
    setValue(form, 'ports.0.hostPort', '90');
    propose(form, { ...BLANK, ports: [] }, null);
    expect(form.getState().spec.ports[0]?.hostPort).toBe('90');
  });

  it('lays its own changes over somebody else’s', () => {
    const before = { ...BLANK, name: 'a', user: 'root' };
    const mine = { ...before, user: 'me', resources: { ...before.resources, cpus: 2 } };
    const theirs = { ...before, name: 'b', resources: { ...before.resources, memory: 5 } };
    expect(merged(before, mine, theirs)).toEqual({
      ...theirs,
      user: 'me',
      resources: { ...theirs.resources, cpus: 2 },
    });
  });
});
