import type { StartSetMember, StartSetRow } from '../../../../main/contract/start-sets';
import { t } from '../../../lib/i18n';

type Wait = StartSetMember['then']['wait'];

/** A member as it is edited. */
export interface DraftMember {
  /** Stays while it is moved. */
  readonly key: number;
  readonly kind: StartSetMember['kind'];
  readonly subject: string;
  readonly wait: Wait;
  /** As typed. */
  readonly seconds: string;
}

export interface Draft {
  readonly name: string;
  readonly members: readonly DraftMember[];
  readonly holdBack: boolean;
}

export const WAITS = [
  { value: 'nothing', label: t('Go on at once') },
  { value: 'pause', label: t('Pause') },
  { value: 'healthy', label: t('Until healthy') },
] as const satisfies readonly { readonly value: Wait; readonly label: string }[];

export const isWait = (text: string): text is Wait => WAITS.some(({ value }) => value === text);

export const MOST_SECONDS = 86_400;
/** What is usual where nothing was said yet. */
export const USUAL_SECONDS: Readonly<Record<Wait, string>> = { nothing: '', pause: '5', healthy: '60' };

/** null: it is none, or too many. */
export function readSeconds(text: string): number | null {
  const seconds = /^\d+$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return seconds <= MOST_SECONDS ? seconds : null;
}

const keyAfter = (members: readonly DraftMember[]): number => Math.max(0, ...members.map(({ key }) => key)) + 1;

export function draftOf(row: StartSetRow | null): Draft {
  if (row === null) return { name: '', members: [], holdBack: false };
  const { name, members, holdBack } = row;
  return {
    ...{ name, holdBack },
    members: members.map(({ kind, subject, then }, index) => ({
      ...{ key: index + 1, kind, subject, wait: then.wait },
      seconds: 'seconds' in then ? String(then.seconds) : '',
    })),
  };
}

export const addMember = (
  members: readonly DraftMember[],
  { kind, subject }: Pick<DraftMember, 'kind' | 'subject'>,
): readonly DraftMember[] => [
  ...members,
  { key: keyAfter(members), kind, subject, wait: 'healthy', seconds: USUAL_SECONDS.healthy },
];

/** By one place; where there is none, nothing changes. */
export function moveMember(members: readonly DraftMember[], key: number, by: 1 | -1): readonly DraftMember[] {
  const at = members.findIndex((one) => one.key === key);
  const [one, other] = [members[at], members[at + by]];
  if (one === undefined || other === undefined) return members;
  return members.map((each) => (each === one ? other : each === other ? one : each));
}

function thenOf({ wait, seconds }: DraftMember): StartSetMember['then'] | null {
  if (wait === 'nothing') return { wait };
  const read = readSeconds(seconds);
  return read === null ? null : { wait, seconds: read };
}

/** null: something is not filled in as it has to be. */
export function membersOf({ members }: Draft): StartSetMember[] | null {
  const read: StartSetMember[] = [];
  for (const member of members) {
    const then = thenOf(member);
    if (then === null) return null;
    read.push({ kind: member.kind, subject: member.subject, then });
  }
  return read;
}

export interface Candidate {
  readonly kind: StartSetMember['kind'];
  readonly subject: string;
  /** What it is shown as. */
  readonly title: string;
  /** Not there now: only its name was typed. */
  readonly missing: boolean;
}

const SHOWN = 10;

/** What may be meant by what is typed; those that are members already are left out. */
export function candidatesFor(
  typed: string,
  known: readonly Candidate[],
  members: readonly DraftMember[],
): readonly Candidate[] {
  const text = typed.trim().toLowerCase();
  const taken = new Set(members.map(({ kind, subject }) => `${kind} ${subject}`));
  const free = known.filter(({ kind, subject }) => !taken.has(`${kind} ${subject}`));
  const found = free.filter(({ title }) => title.toLowerCase().includes(text));
  const rank = ({ title }: Candidate): number => (title.toLowerCase().startsWith(text) ? 0 : 1);
  const shown = [...found].sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
  const subject = typed.trim();
  const isKnown = known.some(({ kind, subject: one }) => kind === 'container' && one === subject);
  if (!CONTAINER_NAME.test(subject) || isKnown || taken.has(t('container {subject}', { subject }))) return shown;
  return [...shown, { kind: 'container', subject, title: subject, missing: true }];
}

/** What the engine allows as a name. */
const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{1,254}$/;
