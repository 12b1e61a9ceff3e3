// A stand-in for vfkit: takes the command line apart as vfkit does (pkg/config, pkg/cmdline), refuses what it does not
// know, and serves the REST API. What else it does stands in the plan beside it. No CPU runs.
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');

const self = process.argv[1];
const plan = JSON.parse(fs.readFileSync(`${self}.json`, 'utf8'));
const args = process.argv.slice(2);

/** @param {string} message @returns {never} */
function fatal(message, code = 1) {
  fs.writeSync(2, `Error: ${message}\n`);
  process.exit(code);
}

if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`vfkit version: ${plan.version}\n`);
  process.exit(0);
}

/** Splits at commas outside of quotation marks: only the boot loader's option may have such. @param {string} text */
function splitQuoted(text) {
  const parts = text.match(/(?:[^,"]|"[^"]*")+/g) ?? [];
  if ((text.match(/"/g) ?? []).length % 2 === 1) fatal('mismatched "');
  return parts.map((part) => part.replace(/^"(.*)"$/, '$1'));
}

/** @param {string[]} parts @param {readonly string[]} known @param {string} what */
function options(parts, known, what) {
  const found = {};
  for (const part of parts) {
    const at = part.indexOf('=');
    const key = at < 0 ? part : part.slice(0, at);
    if (!known.includes(key)) fatal(`unknown option for ${what} devices: ${key}`);
    if (key in found) fatal(`option ${key} given twice`);
    found[key] = at < 0 ? true : part.slice(at + 1);
  }
  return found;
}

const mustExist = (file) => {
  if (!fs.existsSync(file)) fatal(`stat ${file}: no such file or directory`);
};
const mustBeSocketPath = (file) => {
  if (/[^\w./-]/.test(file)) fatal(`listen unix ${encodeURI(file)}: bind: no such file or directory`);
  if (Buffer.byteLength(file) > 103) fatal(`listen unix ${file}: bind: invalid argument`);
};

const devices = [];
const knownDevices = {
  'virtio-blk': ['path', 'deviceId', 'readonly'],
  'virtio-fs': ['sharedDir', 'mountTag'],
  'virtio-net': ['unixSocketPath', 'mac'],
  'virtio-rng': [],
  'virtio-serial': ['logFilePath'],
  'virtio-vsock': ['port', 'socketURL', 'connect'],
};

/** @param {string} text */
function device(text) {
  const [kind, ...rest] = text.split(',');
  const known = knownDevices[kind];
  if (known === undefined) fatal(`unknown device type: ${kind}`);
  const found = options(rest, known, kind);
  for (const file of [found.path, found.sharedDir, found.unixSocketPath]) if (file !== undefined) mustExist(file);
  for (const file of [found.socketURL, found.unixSocketPath]) if (file !== undefined) mustBeSocketPath(file);
  if (found.deviceId !== undefined && Buffer.byteLength(found.deviceId) > 20)
    fatal('block device identifier is too long');
  if (found.mac !== undefined && !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(found.mac))
    fatal('address: invalid MAC address');
  devices.push({ kind, ...found });
}

const seen = { devices };
/** @param {string} text */
function bootloader(text) {
  const [kind, ...rest] = splitQuoted(text);
  if (kind !== 'linux') fatal(`unknown bootloader type: ${kind}`);
  const found = options(rest, ['kernel', 'initrd', 'cmdline'], 'linux bootloader');
  mustExist(found.kernel);
  mustExist(found.initrd);
  seen.boot = { ...found, cmdline: found.cmdline.replace(/^"(.*)"$/, '$1') };
}

const flags = {
  '--cpus': (value) =>
    (seen.cpus = /^\d+$/.test(value) ? Number(value) : fatal(`invalid argument "${value}" for --cpus`)),
  '--memory': (value) =>
    (seen.memory = /^\d+$/.test(value) ? Number(value) : fatal(`invalid argument "${value}" for --memory`)),
  '--restful-uri': (value) => {
    if (!value.startsWith('unix:///')) fatal('invalid unix uri: host is forbidden');
    seen.rest = value.slice('unix://'.length);
    mustBeSocketPath(seen.rest);
  },
  '--bootloader': bootloader,
  '--device': device,
};
for (let at = 0; at < args.length; at += 2) {
  const flag = flags[args[at]];
  if (flag === undefined || args[at + 1] === undefined) fatal(`unknown flag: ${args[at]}`);
  flag(args[at + 1]);
}
if (seen.boot === undefined || seen.rest === undefined)
  fatal('empty option list in --bootloader command line argument');
fs.writeFileSync(`${self}.seen.json`, JSON.stringify(seen));

if (plan.exits !== undefined) fatal(plan.exits.message, plan.exits.code);
const serial = devices.find(({ kind }) => kind === 'virtio-serial');
fs.writeFileSync(serial.logFilePath, '[    0.000000] Linux version 6.1.0\n');

let state = 'Starting';
const run = () => {
  if (plan.neverRuns !== true) state = plan.fails === true ? 'Error' : 'Running';
};
setTimeout(run, 100);

const changes = {
  Pause: () => (state = 'Paused'),
  Resume: () => (state = 'Running'),
  Stop: () => plan.ignoresStop !== true && setTimeout(() => process.exit(0), 50),
  HardStop: () => process.exit(0),
};

/** @param {http.ServerResponse} response @param {string} text */
function change(response, text) {
  const { state: wanted } = JSON.parse(text);
  const refused = plan.refuses?.[wanted];
  if (refused !== undefined) return response.writeHead(refused.status).end(JSON.stringify({ error: refused.error }));
  if (changes[wanted] === undefined)
    return response.writeHead(500).end(JSON.stringify({ error: `invalid new VMState: ${wanted}` }));
  response.writeHead(202).end(() => changes[wanted]());
}

const server = http.createServer((request, response) => {
  if (plan.hangs === true) return;
  if (request.url !== '/vm/state') return response.writeHead(404).end('404 page not found');
  if (request.method === 'POST') {
    let text = '';
    request.on('data', (chunk) => (text += chunk)).on('end', () => change(response, text));
    return;
  }
  if (plan.answers !== undefined) return response.writeHead(plan.answers.status).end(plan.answers.body);
  response.end(
    JSON.stringify({ state: `VirtualMachineState${state}`, canStart: false, canPause: state === 'Running' }),
  );
});
server.on('error', (error) =>
  fatal(`listen unix ${seen.rest}: bind: ${error.code === 'EADDRINUSE' ? 'address already in use' : error.message}`),
);
server.listen(seen.rest);

// The guest's agent behind the vsock port: says what it gets.
const vsock = devices.find(({ kind }) => kind === 'virtio-vsock');
net.createServer((stream) => stream.pipe(stream).on('error', () => undefined)).listen(vsock.socketURL);
