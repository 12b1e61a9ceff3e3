import { describe, expect, it } from 'vitest';
import { readStatusWords } from './status-words';

const MINUTE = 60_000;

describe('readStatusWords', () => {
  it.each([
    ['Up 2 hours (healthy)', { health: 'healthy', exitCode: null, ageMs: 120 * MINUTE }],
    ['Up 2 hours (unhealthy)', { health: 'unhealthy', ageMs: 120 * MINUTE }],
    ['Up 5 seconds (health: starting)', { health: 'starting', ageMs: 5000, resolutionMs: 1000 }],
    ['Up 3 minutes (Paused)', { paused: true, health: 'none', ageMs: 3 * MINUTE }],
    ['Up Less than a second', { ageMs: 0, resolutionMs: 1000 }],
    ['Up 1 second', { ageMs: 1000 }],
    ['Up About a minute', { ageMs: MINUTE, resolutionMs: MINUTE }],
    ['Up About an hour', { ageMs: 60 * MINUTE, resolutionMs: 60 * MINUTE }],
    ['Up 13 days', { ageMs: 13 * 24 * 60 * MINUTE }],
    ['Up 7 weeks', { ageMs: 49 * 24 * 60 * MINUTE }],
    ['Exited (137) 3 minutes ago', { exitCode: 137, ageMs: 3 * MINUTE, paused: false }],
    ['Exited (0) Less than a second ago', { exitCode: 0, ageMs: 0 }],
    ['Exited (-1) 2 years ago', { exitCode: -1, ageMs: 2 * 365 * 24 * 60 * MINUTE }],
    ['Restarting (1) 5 seconds ago', { exitCode: 1, ageMs: 5000 }],
    ['Created', { exitCode: null, ageMs: null, health: 'none' }],
    ['Dead', { exitCode: null, ageMs: null }],
    ['Removal In Progress', { exitCode: null, ageMs: null }],
    ['', { exitCode: null, ageMs: null, health: 'none', paused: false }],
    ['Exited (99999999999999999999) ago', { exitCode: null }],
  ])('%s', (words, expected) => expect(readStatusWords(words)).toMatchObject(expected));

  it('reads a 5 MB status no further than its beginning', () => {
    expect(readStatusWords(`Up 2 hours ${' '.repeat(5_000_000)}(healthy)`)).toMatchObject({ health: 'none' });
  });
});
