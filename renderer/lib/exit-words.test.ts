import { expect, test } from 'vitest';
import { exitSentence, exitWord } from './exit-words';

test.each([
  [0, 'finished'],
  [1, 'error'],
  [125, 'could not be started'],
  [126, 'command not executable'],
  [127, 'command not found'],
  [128, 'error'],
  [137, 'killed'],
  [139, 'segmentation fault'],
  [143, 'terminated'],
  [165, 'signal 37'],
  [193, 'error'],
  [255, 'error'],
])('exit code %i reads "%s"', (code, word) => {
  expect(exitWord(code)).toBe(word);
});

test('the sentence names the signal once', () => {
  expect(exitSentence(137)).toBe('137: killed, signal SIGKILL');
  expect(exitSentence(143)).toBe('143: terminated, signal SIGTERM');
  expect(exitSentence(138)).toBe('138: SIGUSR1');
  expect(exitSentence(165)).toBe('165: signal 37');
  expect(exitSentence(0)).toBe('0: finished');
  expect(exitSentence(3)).toBe('3: error');
});
