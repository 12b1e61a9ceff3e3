// A stand-in for gvproxy: takes the command line apart as it does (cmd/gvproxy/config.go), refuses what it does not know,
// and serves the forwarder's API with real listeners (pkg/services/forwarder/ports.go). Who connects is told the remote end.
const dgram = require('node:dgram');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');

const self = process.argv[1];
const plan = JSON.parse(fs.readFileSync(`${self}.json`, 'utf8'));
const args = process.argv.slice(2);

/** @param {string} message @returns {never} */
function fatal(message, code = 1) {
  fs.writeSync(2, `${message}\n`);
  process.exit(code);
}

if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`gvproxy version ${plan.version}\n`);
  process.exit(0);
}

const seen = {};
for (let at = 0; at < args.length; at += 2) {
  const flag = args[at];
  if (!['-mtu', '-ssh-port', '-listen', '-listen-vfkit'].includes(flag))
    fatal(`flag provided but not defined: ${flag}`, 2);
  if (args[at + 1] === undefined) fatal(`flag needs an argument: ${flag}`, 2);
  if (flag in seen) fatal(`flag given twice: ${flag}`, 2);
  seen[flag] = args[at + 1];
}
if (seen['-ssh-port'] !== '-1') fatal('ssh-port: port 2222 would be taken');
if (seen['-mtu'] !== '1500') fatal('mtu: not the one vfkit has');
const api = /^unix:\/\/(\/[\w./-]+)$/.exec(seen['-listen'])?.[1];
const network = /^unixgram:\/\/(\/[\w./-]+)$/.exec(seen['-listen-vfkit'])?.[1];
if (api === undefined) fatal('cannot listen: invalid control endpoint');
if (network === undefined) fatal('vfkit listen address must be unixgram:// address');
if (fs.existsSync(network)) fatal(`"${network}" already exists`);
if (plan.exits !== undefined) fatal(plan.exits.message, plan.exits.code);

const proxies = new Map();

/** @param {string} local */
function address(local) {
  const [, host, port] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(local) ?? [];
  return { host, port: Number(port) };
}

/** @param {{protocol: string, local: string, remote: string}} rule @param {(error?: NodeJS.ErrnoException) => void} done */
function listen({ protocol, local, remote }, done) {
  const { host, port } = address(local);
  if (protocol === 'tcp') {
    const server = net.createServer((socket) => socket.on('error', () => undefined).end(remote));
    server.once('error', done).listen(port, host, () => done());
    return server;
  }
  const socket = dgram.createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (_, from) => socket.send(remote, from.port, from.address));
  socket.once('error', done).bind(port, host, () => done());
  return socket;
}

const words = {
  EADDRINUSE: 'bind: address already in use',
  EACCES: 'bind: permission denied',
  EADDRNOTAVAIL: "bind: can't assign requested address",
};

const handlers = {
  '/services/forwarder/all': (response) => {
    const all = [...proxies.values()].map(({ local, remote, protocol }) => ({ local, remote, protocol }));
    response.end(JSON.stringify(all));
  },
  '/services/forwarder/expose': (response, rule) => {
    const key = `${rule.protocol}/${rule.local}`;
    if (!/^192\.168\.127\.2:\d+$/.test(rule.remote)) return response.writeHead(400).end('invalid remote addr\n');
    if (proxies.has(key))
      return response.writeHead(500).end(`proxy already running for ${rule.protocol} on ${rule.local}\n`);
    const listener = listen(rule, (error) => {
      if (error !== undefined)
        return response
          .writeHead(500)
          .end(`listen ${rule.protocol} ${rule.local}: ${words[error.code] ?? error.message}\n`);
      proxies.set(key, { ...rule, listener });
      response.end();
    });
  },
  '/services/forwarder/unexpose': (response, rule) => {
    const key = `${rule.protocol}/${rule.local}`;
    const proxy = proxies.get(key);
    if (proxy === undefined) return response.writeHead(500).end('proxy not found\n');
    proxies.delete(key);
    proxy.listener.close(() => response.end());
  },
};

const server = http.createServer((request, response) => {
  const handle = handlers[request.url];
  if (handle === undefined) return response.writeHead(404).end('404 page not found\n');
  const post = request.url !== '/services/forwarder/all';
  if (post !== (request.method === 'POST')) return response.writeHead(400).end('post only\n');
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => handle(response, post ? JSON.parse(text) : undefined));
});
if (plan.neverReady !== true) server.listen(api, () => setTimeout(() => fs.writeFileSync(network, ''), 50));
else setInterval(() => undefined, 60_000);

process.on('SIGTERM', () => {
  fs.rmSync(network, { force: true });
  process.exit(0);
});
