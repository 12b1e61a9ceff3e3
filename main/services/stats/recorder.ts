import type { Sample } from '../../contract/stats';
import type { EngineEvent } from '../engine/types';
import type { HistoryKeeper } from './history/history';
import { notedOf } from './marks';
import { isRestart, LONGEST_GAP_MS, sampleOf } from './rates';
import type { Reading } from './reading';
import type { Member, Roster } from './roster';

/** Ids that events have told the end of before the list does. */
const MOST_ENDED = 1_000;

/** Puts the slow rounds' readings, and what events tell, into the history. */
export interface Recorder {
  /** The present value over the time since the slow round before; written down when `keep`. */
  record(member: Member, reading: Reading, keep: boolean): void;
  event(event: EngineEvent, keep: boolean): void;
  /** Of the last slow round. */
  latest(id: string): Sample | undefined;
  forget(keep: (id: string) => boolean): void;
}

/** @param onMark Called for what an event put into the history: where nothing runs any more no round would tell of it. */
export function createRecorder(history: HistoryKeeper, roster: Roster, onMark: () => void): Recorder {
  const before = new Map<string, Reading>();
  const latest = new Map<string, Sample>();
  const startedAt = new Map<string, number>();
  const ended = new Set<string>();
  const isAlive = (id: string): boolean => !ended.has(id) && roster.get(id)?.alive === true;

  return {
    record(member, reading, keep) {
      const last = before.get(member.id) ?? null;
      if (last !== null && reading.at <= last.at) return;
      const sample = sampleOf(last, reading);
      before.set(member.id, reading);
      latest.set(member.id, sample);
      if (!keep) return;
      const unseen = last !== null && isRestart(last, reading) && (startedAt.get(member.id) ?? 0) <= last.at;
      if (unseen) history.mark(member, { at: reading.at, kind: 'restart-unseen', exitCode: null }, isAlive);
      const isNext = last !== null && reading.at - last.at <= LONGEST_GAP_MS && !isRestart(last, reading);
      history.record(member, sample, isNext ? last.at : null, isAlive);
    },
    event(event, keep) {
      const noted = notedOf(event);
      if (noted === null) return;
      const { subject, mark } = noted;
      if (mark.kind === 'start') {
        ended.delete(subject.id);
        startedAt.set(subject.id, mark.at);
      }
      if (mark.kind === 'exit') {
        if (ended.size >= MOST_ENDED) ended.clear();
        ended.add(subject.id);
        before.delete(subject.id);
        latest.delete(subject.id);
      }
      if (!keep) return;
      history.mark(subject, mark, isAlive);
      onMark();
    },
    latest: (id) => latest.get(id),
    forget(keep) {
      for (const map of [before, latest, startedAt]) for (const id of [...map.keys()]) if (!keep(id)) map.delete(id);
    },
  };
}
