import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import type { Candidate } from '../../../../main/contract/engine';
import type { MachineState } from '../../../../main/contract/machine';
import { rpc } from '../../../rpc/client';
import { useEngine } from '../../../rpc/stores/engine-store';
import { useMachine } from '../../../rpc/stores/machine-store';
import { theme } from '../../../ui/theme/theme';
import { useToasts } from '../../../ui/toast-store';
import { useActions } from '../actions-store';
import { MachineSection } from '../machine-section';

const nothing = (): void => undefined;

/** What main answers, by path; a function is called with the input. What is not here is never answered. */
export type Answers = Readonly<Record<string, unknown>>;

/** Stands in for main; returns what it was asked, in order. */
export function answer(answers: Answers): (readonly [path: string, input: unknown])[] {
  const asked: (readonly [string, unknown])[] = [];
  vi.spyOn(rpc, 'call').mockImplementation(async (path, input) => {
    asked.push([path, input]);
    if (!(path in answers)) return new Promise<never>(nothing);
    const given = answers[path];
    return (typeof given === 'function' ? (given as (input: unknown) => unknown)(input) : given) as never;
  });
  return asked;
}

/** Rejects as the wire does. */
export const fault = (message: string, detail = ''): (() => never) => {
  const error = Object.assign(new Error('MACHINE_FAULT'), {
    code: 'MACHINE_FAULT',
    data: { kind: 'start-failed', message, fix: null, detail },
  });
  return () => {
    throw error;
  };
};

export const tell = (state: MachineState): void => act(() => useMachine.setState({ state }));

/** Renders within what the app gives every view. */
export function showView(view: ReactNode, state: MachineState | null): void {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: nothing, removeEventListener: nothing }));
  // jsdom has no layout, and the focus trap looks for what can be seen.
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', { configurable: true, get: () => document.body });
  useMachine.setState({ state });
  render(
    <Router hook={memoryLocation({ path: '/engine' }).hook}>
      {/* In its test mode a menu neither fades nor looks for its button's place. */}
      <MantineProvider env="test" theme={theme} withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          {view}
        </QueryClientProvider>
      </MantineProvider>
    </Router>,
  );
}

/** The section of the Engine page. */
export function show(state: MachineState | null): HTMLElement {
  showView(<MachineSection />, state);
  return screen.getByRole('region', { name: 'Slipway VM' });
}

export const press = (name: string | RegExp): boolean => fireEvent.click(screen.getByRole('button', { name }));

export async function choose(item: string): Promise<void> {
  press('More actions');
  fireEvent.click(await screen.findByRole('menuitem', { name: item }));
}

export const type = (name: string, value: string): boolean =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

/** After each test. */
export function reset(): void {
  cleanup();
  useMachine.setState({ state: null });
  useEngine.setState({ state: null });
  useActions.setState({ pending: [], failure: null, welcomed: null });
  useToasts.setState({ toasts: [] });
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

/** Slipway is connected to the engine with this key, which is one of these candidates. */
export const connectTo = (key: string | null, candidates: readonly Candidate[] = []): void =>
  useEngine.setState({
    state: {
      status: {
        state: key === null ? 'disconnected' : 'connected',
        engine: key === null ? null : { key, name: key, url: 'unix:///x' },
        reason: '',
        since: 0,
        clockSkewMs: 0,
      },
      candidates: [...candidates],
      selected: null,
    },
  });
