// A stand-in for wsl.exe: knows exactly the command lines that Slipway may use, keeps the distributions in a file beside
// it, and speaks as wsl.exe does (src/windows/common/WslClient.cpp; its errors come on standard output with code -1).
const fs = require('node:fs');
const path = require('node:path');

const self = process.argv[1];
const plan = JSON.parse(fs.readFileSync(`${self}.json`, 'utf8'));
const args = process.argv.slice(2);
const FAILED = 255;
const NAME = 'slipway';

/** @param {string} text @param {number} [fd] */
function say(text, fd = 1) {
  const line = text.replaceAll('\n', '\r\n') + '\r\n';
  // The one that came with Windows does not know the variable.
  const utf8 = process.env.WSL_UTF8 === '1' && plan.inbox !== true;
  fs.writeSync(fd, utf8 ? line : Buffer.from(line, 'utf16le'));
}
/** @param {string} text @param {string | null} [code] @returns {never} */
function fail(text, code = null) {
  say(code === null ? text : `${text}\nError code: ${code}`);
  process.exit(FAILED);
}
/** @returns {never} */
function done() {
  say('The operation completed successfully.');
  process.exit(0);
}

fs.appendFileSync(`${self}.calls`, `${JSON.stringify(args)}\n`);
const stateFile = `${self}.state`;
const load = () => (fs.existsSync(stateFile) ? JSON.parse(fs.readFileSync(stateFile, 'utf8')) : {});
/** @param {object} state */
function save(state) {
  fs.writeFileSync(`${stateFile}.${process.pid}`, JSON.stringify(state));
  fs.renameSync(`${stateFile}.${process.pid}`, stateFile);
}
const find = (name) =>
  load()[name] ?? fail('There is no distribution with the supplied name.', 'Wsl/Service/WSL_E_DISTRO_NOT_FOUND');
const change = (name, changes) => save({ ...load(), [name]: { ...find(name), ...changes } });

const vhdx = (folder) => path.join(folder, 'ext4.vhdx');

function list(verbose) {
  const all = Object.entries(load());
  if (!verbose) {
    for (const [name] of all) say(name);
    process.exit(0);
  }
  if (all.length === 0) {
    fail(
      "Windows Subsystem for Linux has no installed distributions.\nUse 'wsl.exe --list --online' to list available distributions\nand 'wsl.exe --install <Distro>' to install.",
    );
  }
  say('  NAME                   STATE           VERSION');
  all.forEach(([name, { state, version }], at) =>
    say(`${at === 0 ? '*' : ' '} ${name.padEnd(23)}${state.padEnd(16)}${version}`),
  );
  process.exit(0);
}

function importTar(name, folder, tar) {
  if (!fs.existsSync(tar)) fail('The system cannot find the file specified.', 'Wsl/ERROR_FILE_NOT_FOUND');
  if (load()[name] !== undefined)
    fail('A distribution with the supplied name already exists.', 'Wsl/Service/RegisterDistro/ERROR_ALREADY_EXISTS');
  if (fs.existsSync(vhdx(folder)))
    fail('The supplied install location is already in use.', 'Wsl/Service/RegisterDistro/ERROR_FILE_EXISTS');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(vhdx(folder), `system of ${fs.readFileSync(tar, 'utf8')}`);
  save({ ...load(), [name]: { state: 'Stopped', version: 2, disk: vhdx(folder) } });
  done();
}

function importInPlace(name, disk) {
  if (!fs.existsSync(disk)) fail('The system cannot find the file specified.', 'Wsl/ERROR_FILE_NOT_FOUND');
  save({ ...load(), [name]: { state: 'Stopped', version: 2, disk } });
  done();
}

function unregister(name) {
  const { [name]: found, ...others } = load();
  if (found === undefined) find(name);
  fs.rmSync(found.disk, { force: true });
  save(others);
  done();
}

function manage(name, option, value) {
  const { state } = find(name);
  if (!/^\d+MB$|^true$/.test(value)) fail(`${value} is not a valid value`, 'Wsl/E_INVALIDARG');
  if (state !== 'Stopped')
    fail(
      'The operation could not be completed because the distribution is running.',
      'Wsl/Service/WSL_E_DISTRO_NOT_STOPPED',
    );
  const refused = plan.manage?.[option];
  if (refused !== undefined) fail(refused.text, refused.code);
  if (option === '--set-sparse') fs.truncateSync(load()[name].disk, 0);
  change(name, { [option]: value });
  done();
}

/** Runs until it is terminated. @param {string} name @param {string} config */
function init(name, config) {
  if (!fs.existsSync(config)) fail('no config', null);
  if (plan.initExits !== undefined) {
    change(name, { state: 'Stopped' });
    fail(plan.initExits.text, plan.initExits.code);
  }
  if (plan.neverRuns !== true) change(name, { state: 'Running' });
  fs.writeSync(1, 'engine started\n');
  setInterval(() => {
    if (plan.neverRuns !== true && load()[name]?.state !== 'Running') process.exit(0);
  }, 50);
}

function update(name, tar) {
  if (plan.updateFails === true) {
    fs.writeSync(2, 'tar: short read\n');
    process.exit(1);
  }
  const { disk } = find(name);
  fs.writeFileSync(disk, `${fs.readFileSync(disk, 'utf8')}, then of ${fs.readFileSync(tar, 'utf8')}`);
  change(name, { state: 'Running' });
  process.exit(0);
}

const programs = {
  '/usr/lib/slipway/wsl-init': init,
  '/usr/lib/slipway/wsl-update': update,
  '/usr/lib/slipway/wsl-stop': () => {
    if (plan.stopHangs === true) return void setInterval(() => undefined, 60_000);
    process.exit(plan.stopFails === true ? 1 : 0);
  },
  '/usr/lib/slipway/agent': () => process.stdin.pipe(process.stdout),
};

function exec(name, [user, folder, program, ...rest]) {
  if (user !== 'root' || folder !== '/') fail('not as root, or not in /');
  const { version } = find(name);
  if (version !== 2) fail('not in WSL 2');
  const run = programs[program];
  const arity = { '/usr/lib/slipway/wsl-init': 1, '/usr/lib/slipway/wsl-update': 1 }[program] ?? 0;
  if (run === undefined || rest.length !== arity) fail(`exec ${program} failed`);
  run(name, ...rest);
}

const grammar = [
  [['--version'], () => (say(plan.version ?? 'WSL version: 2.5.7.0\nKernel version: 6.6.87.1-1'), process.exit(0))],
  [['--status'], () => (say(plan.status ?? 'Default Version: 2'), process.exit(0))],
  [['--list', '--verbose'], () => list(true)],
  [['--list', '--quiet'], () => list(false)],
  [['--import', NAME, null, null, '--version', '2'], (folder, tar) => importTar(NAME, folder, tar)],
  [['--import-in-place', NAME, null], (disk) => importInPlace(NAME, disk)],
  [['--terminate', NAME], () => (change(NAME, { state: 'Stopped' }), done())],
  [['--unregister', NAME], () => unregister(NAME)],
  [['--manage', NAME, '--resize', null], (size) => manage(NAME, '--resize', size)],
  [['--manage', NAME, '--set-sparse', 'true'], () => manage(NAME, '--set-sparse', 'true')],
  [
    ['--distribution', NAME, '--user', null, '--cd', null, '--exec', null],
    (user, folder, program) => exec(NAME, [user, folder, program, ...args.slice(8)]),
    'more',
  ],
];

const rule = grammar.find(
  ([words, , more]) =>
    (more === 'more' ? args.length >= words.length : args.length === words.length) &&
    words.every((word, at) => word === null || word === args[at]),
);
if (rule === undefined) fail(`Invalid command line argument: ${args.join(' ')}`, 'Wsl/E_INVALIDARG');
const planned = plan.fails?.[args[0]];
if (plan.hangs === args[0]) setInterval(() => undefined, 60_000);
else if (planned !== undefined) fail(planned.text, planned.code);
else rule[1](...rule[0].map((word, at) => (word === null ? args[at] : null)).filter((word) => word !== null));
