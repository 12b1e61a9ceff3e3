// Saves settings again and again until it is killed: `tsx endless-writer.ts <dir>`.
import { openSettings } from '../settings';

const PADDING = 60_000;

const settings = await openSettings({ dir: process.argv[2] ?? '', log: () => undefined });
for (let round = 0; ; round++) {
  // Each content differs in length and in every byte of the padding, so that a mixture of two would show.
  const letter = String.fromCharCode(97 + (round % 26));
  const collapsed = [String(round), letter.repeat(PADDING + (round % 7) * 1000)];
  await settings.update({ containers: { collapsed } });
  if (round === 0) process.stdout.write('writing\n');
}
