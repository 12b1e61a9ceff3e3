import type { ConnectOutcome } from '../../../contract/network-reach';
import { cut } from '../../engine/loose';
import { formatAddress, parseAddress } from '../cidr';

/** Seconds that a try to connect has. */
export const TRY_SECONDS = 3;

/**
 * What is run in a container's network namespace, by any POSIX shell, with whatever tools there are. Its arguments are
 * `listen`, `dns NAME` and `tcp ADDRESS PORT`, each any number of times. Every line it prints says what it is about by the
 * place of the question, so that no name and no tool's words can pass for an answer to another one.
 */
export const PROBE_SCRIPT = `
t=${TRY_SECONDS}
has() { command -v "$1" >/dev/null 2>&1; }
flat() { printf '%s' "$*" | tr '\\n\\r' '  ' 2>/dev/null || printf '%s' 'no words'; }
tool=none
if has nc; then case "$(nc --help 2>&1; nc -h 2>&1)" in *-z*) tool=nc-z;; *-e*PROG*) tool=nc-e;; *) tool=none;; esac; fi
if [ "$tool" = none ]; then for x in python3 python perl node php bash; do if has $x; then tool=$x; break; fi; done; fi
namer=none
for x in getent nslookup python3 python node perl; do if has $x; then namer=$x; break; fi; done
echo "tool $tool $namer"
try() {
  case $tool in
  nc-z) nc -v -z -w $t "$1" "$2" </dev/null;;
  nc-e) nc -w $t "$1" "$2" -e true </dev/null;;
  python3|python) $tool -c 'import socket,sys;socket.create_connection((sys.argv[1],int(sys.argv[2])),int(sys.argv[3])).close()' "$1" "$2" $t;;
  perl) perl -MIO::Socket::IP -e 'IO::Socket::IP->new(PeerHost=>$ARGV[0],PeerPort=>$ARGV[1],Timeout=>$ARGV[2]) or die "$@ $!\\n"' "$1" "$2" $t;;
  node) node -e 'const s=require("net").connect(+process.argv[2],process.argv[1]);s.setTimeout(process.argv[3]*1000,()=>{console.error("timed out");process.exit(1)});s.on("connect",()=>process.exit(0));s.on("error",e=>{console.error(e.message);process.exit(1)})' "$1" "$2" $t;;
  php) php -r '$a=$argv[1];if(strpos($a,":")!==false)$a="[$a]";$s=@fsockopen($a,(int)$argv[2],$n,$m,(float)$argv[3]);if(!$s){fwrite(STDERR,$m);exit(1);}' -- "$1" "$2" $t;;
  bash) if has timeout; then timeout $t bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2"; else bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2"; fi;;
  esac
}
name() {
  case $namer in
  getent) getent ahosts "$1" | while read -r a b; do echo "$a"; done;;
  nslookup) nslookup "$1" 2>/dev/null;;
  python3|python) $namer -c 'import socket,sys
for i in socket.getaddrinfo(sys.argv[1],None): print(i[4][0])' "$1";;
  node) node -e 'require("dns").lookup(process.argv[1],{all:true},(e,l)=>{if(l)for(const a of l)console.log(a.address)})' "$1";;
  perl) perl -MSocket -e 'my @h=gethostbyname($ARGV[0]);print inet_ntoa($_),"\\n" for @h[4..$#h]' "$1";;
  esac
}
listen() {
  for f in tcp tcp6; do
    while read -r n local remote state rest; do
      if [ "$state" = 0A ]; then echo "listen $f $local"; fi
    done < /proc/net/$f
  done 2>/dev/null
  echo "listen end end"
}
one_dns() { printf 'dns %s %s\\n' "$1" "$(flat "$(name "$2" 2>/dev/null)")"; }
one_tcp() {
  if [ $tool = none ]; then printf 'tcp %s none -\\n' "$1"; return; fi
  words=$(try "$2" "$3" 2>&1); code=$?
  printf 'tcp %s %s %s\\n' "$1" "$code" "$(flat "$words")"
}
i=0
while [ $# -gt 0 ]; do
  case $1 in
  listen) listen; shift;;
  dns) one_dns $i "$2" & shift 2;;
  tcp) one_tcp $i "$2" "$3" & shift 3;;
  *) shift;;
  esac
  i=$((i+1))
done
wait
`;

export type Question =
  | { readonly kind: 'listen' }
  | { readonly kind: 'dns'; readonly name: string }
  | { readonly kind: 'tcp'; readonly address: string; readonly port: number };

export const argumentsOf = (questions: readonly Question[]): readonly string[] =>
  questions.flatMap((question) => {
    switch (question.kind) {
      case 'listen':
        return ['listen'];
      case 'dns':
        return ['dns', question.name];
      case 'tcp':
        return ['tcp', question.address, String(question.port)];
    }
  });

export interface Tried {
  readonly outcome: ConnectOutcome;
  readonly detail: string;
}

export interface Listener {
  readonly address: string;
  readonly port: number;
}

/** What the script found out, each by the place of its question. */
export interface Answers {
  /** What connects: `nc`, `python3` ...; 'none'. */
  readonly tool: string;
  readonly namer: string;
  /** null: could not look. */
  readonly listeners: readonly Listener[] | null;
  readonly names: ReadonlyMap<number, readonly string[]>;
  readonly tries: ReadonlyMap<number, Tried>;
}

const DETAIL_LIMIT = 300;
const MOST_LISTENERS = 1000;
const MOST_ADDRESSES = 20;
const WORD = /^[a-z0-9-]{1,20}$/;

/** Reads the script's output, which whoever made the image may have a hand in; null: it did not run. */
export function readAnswers(output: string): Answers | null {
  let tools: readonly string[] | null = null;
  let listeners: Listener[] | null = null;
  let sawAll = false;
  const names = new Map<number, readonly string[]>();
  const tries = new Map<number, Tried>();
  for (const line of output.split('\n')) {
    const [kind = '', first = '', second = ''] = line.split(' ');
    const rest = line.slice(kind.length + first.length + 2);
    if (kind === 'tool' && WORD.test(first) && WORD.test(second)) tools ??= [first.replace(/-[ze]$/, ''), second];
    else if (kind === 'listen' && first === 'end') sawAll = true;
    else if (kind === 'listen') {
      const listener = readLocal(second);
      if (listener !== null && (listeners?.length ?? 0) < MOST_LISTENERS) listeners = [...(listeners ?? []), listener];
    } else if (kind === 'dns') names.set(Number(first), addressesIn(rest));
    else if (kind === 'tcp') tries.set(Number(first), readTry(second, rest.slice(second.length + 1)));
  }
  const [tool, namer] = tools ?? [];
  if (tool === undefined || namer === undefined) return null;
  return { tool, namer, listeners: sawAll ? (listeners ?? []) : null, names, tries };
}

/** Of `nslookup` only what comes after the name: before it stands the server. */
function addressesIn(words: string): readonly string[] {
  const answer = words.includes('Name:') ? words.slice(words.indexOf('Name:')) : words.replace(/Server:.*/s, '');
  const found = answer.split(/[\s,]+/).flatMap((word) => {
    const address = parseAddress(word);
    return address === null ? [] : [formatAddress(address)];
  });
  return [...new Set(found)].slice(0, MOST_ADDRESSES);
}

const OUTCOMES: readonly (readonly [words: RegExp, outcome: ConnectOutcome])[] = [
  [/refused/i, 'refused'],
  [/timed? ?-?out|timeout|in progress/i, 'timeout'],
  [/unreach|no route|not available|cannot assign/i, 'unreachable'],
];
/** Of `timeout`, of a terminated program, and of busybox's alarm. */
const LATE: readonly string[] = ['124', '142', '143'];

function readTry(code: string, words: string): Tried {
  const detail = cut(words.trim(), DETAIL_LIMIT);
  if (code === 'none') return { outcome: 'unknown', detail: '' };
  if (code === '0') return { outcome: 'connected', detail: '' };
  const known = OUTCOMES.find(([pattern]) => pattern.test(words));
  return { outcome: known?.[1] ?? (LATE.includes(code) ? 'timeout' : 'failed'), detail };
}

/** `0100007F:1F90` of /proc/net/tcp: each group of four bytes in the order of the machine, which is little-endian everywhere here. */
export function readLocal(local: string): Listener | null {
  const [, digits = '', portDigits = ''] = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/i.exec(local) ?? [];
  if (digits === '') return null;
  const groups = digits.match(/.{8}/g) ?? [];
  const hex = groups.map((group) => (group.match(/../g) ?? []).reverse().join('')).join('');
  const value = BigInt(`0x${hex}`);
  const isV4 = digits.length === 8;
  // A v6 socket may hold a v4 address.
  const mapped = !isV4 && value >> 32n === 0xffffn;
  const address = formatAddress(isV4 || mapped ? { version: 4, value: value & 0xffffffffn } : { version: 6, value });
  return { address, port: parseInt(portDigits, 16) };
}
