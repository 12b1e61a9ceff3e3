// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { ConnectionState, EngineState } from '../../../main/contract/engine';
import { useEngine } from '../../rpc/stores/engine-store';
import { EngineStatus } from './engine-status';

const page = vi.hoisted(() => ({ connection: 'open' }));
vi.mock('../../rpc/use-stream', () => ({ useConnection: () => page.connection, watch: vi.fn() }));

const engineState = (state: ConnectionState, reason = ''): EngineState => ({
  status: { state, engine: { key: 'x', name: 'here', url: 'unix:///x' }, reason, since: 0, clockSkewMs: 0 },
  candidates: [],
  selected: null,
});
const shown = (state: EngineState | null, connection = 'open'): string | null => {
  page.connection = connection;
  useEngine.setState({ state });
  render(<EngineStatus />);
  return screen.getByRole('status', { name: 'Engine' }).textContent;
};

afterEach(cleanup);

test.each([
  ['connected', '', 'Connectedhere'],
  ['disconnected', 'No such socket.', 'DisconnectedhereNo such socket.'],
  ['not-responding', 'No answer for 5 s.', 'Not respondinghereNo answer for 5 s.'],
  ['connecting', '', 'Connectinghere'],
] as const)('%s (%s) reads "%s"', (state, reason, text) => {
  expect(shown(engineState(state, reason))).toBe(text);
});

test('nothing is claimed before main has told', () => {
  expect(shown(null)).toBe('Connecting');
});

test('without Slipway itself the engine is not said to be connected', () => {
  expect(shown(engineState('connected'), 'lost')).toBe('DisconnectedhereThe connection to Slipway is lost.');
});
