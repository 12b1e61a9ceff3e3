import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { noEngine, placeOf, type Room, roomAt, sizeWords, skipped, toShow } from './ground';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

interface Limits {
  /** Less is too little to go on. */
  readonly fail: number;
  readonly warn: number;
}

const ENGINE: Limits = { fail: GIB, warn: 5 * GIB };
const OWN: Limits = { fail: 200 * MIB, warn: 2 * GIB };

const roomLine = ({ at, freeBytes, totalBytes }: Room): string =>
  `${at}: ${sizeWords(freeBytes)} free of ${sizeWords(totalBytes)}`;

function judge({ t }: DiagnosticsOptions, room: Room, { fail, warn }: Limits): Verdict {
  const evidence = [roomLine(room)];
  if (room.freeBytes >= warn) return { state: 'ok', evidence };
  return {
    ...{ state: room.freeBytes < fail ? 'fail' : 'warn', evidence },
    detail:
      room.freeBytes < fail ? t('There is little room left: writes will fail.') : t('There is not much room left.'),
    repair: toShow(t('See what takes room'), '/disk'),
  };
}

async function engineRoom(options: DiagnosticsOptions): Promise<Verdict> {
  const { t, engine, machine } = options;
  const place = placeOf(options);
  if (place === null) return noEngine(t);
  if (place === 'machine') {
    const { figures, disk } = machine();
    if (figures === null) return skipped(t('The machine has not told its figures yet.'));
    const { diskTotalBytes: totalBytes, diskUsedBytes } = figures;
    const verdict = judge(options, { at: 'data disk', totalBytes, freeBytes: totalBytes - diskUsedBytes }, ENGINE);
    const file = disk === null ? [] : [`file of ${sizeWords(disk.logicalBytes)}, takes ${sizeWords(disk.realBytes)}`];
    return { ...verdict, evidence: [...verdict.evidence, ...file] };
  }
  const { dockerRootDir } = await engine.facts();
  if (place === 'elsewhere' || dockerRootDir === '')
    return skipped(t('The engine is on another computer and does not tell its room.'), [dockerRootDir]);
  const room = await roomAt(dockerRootDir);
  return room === null ? skipped(t('It cannot be seen from here.'), [dockerRootDir]) : judge(options, room, ENGINE);
}

async function ownRoom(options: DiagnosticsOptions): Promise<Verdict> {
  const { t, about } = options;
  const room = await roomAt(about.dataDir);
  return room === null ? skipped(t('It cannot be seen from here.'), [about.dataDir]) : judge(options, room, OWN);
}

export const roomChecks = (options: DiagnosticsOptions): readonly Check[] => [
  { id: 'D04', title: options.t('Room on the disk of the engine'), look: () => engineRoom(options) },
  { id: 'D05', title: options.t("Room for Slipway's own data"), look: () => ownRoom(options) },
];
