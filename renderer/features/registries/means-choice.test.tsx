// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { MeansChoice, useStorage } from './means-choice';

const { call } = vi.hoisted(() => ({ call: vi.fn() }));
vi.mock('../../rpc/client', () => ({ rpc: { call } }));

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
});
afterEach(cleanup);

const onChoose = vi.fn();
function Choice() {
  return <MeansChoice storage={useStorage('lab.example')} chosen={null} onChoose={onChoose} />;
}
const show = (storage: object): void => {
  call.mockResolvedValue({ configured: null, helpers: [], configFile: '/home/ada/.docker/config.json', ...storage });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        <Choice />
      </MantineProvider>
    </QueryClientProvider>,
  );
};

test('where the host has a keychain it is offered, with what that means, and nothing is chosen before', async () => {
  show({ safe: true });
  const safe = await screen.findByRole('radio', { name: /Keep on this computer \(encrypted\)/ });
  expect(screen.getAllByRole('radio').some((radio) => (radio as HTMLInputElement).checked)).toBe(false);
  expect(document.body.textContent).toContain('the docker command does not');
  fireEvent.click(safe);
  expect(onChoose).toHaveBeenLastCalledWith({ kind: 'safe' });
});

test('where it has none it is not', async () => {
  show({ safe: false });
  await waitFor(() => expect(screen.getAllByRole('radio')).toHaveLength(2));
  expect(document.body.textContent).not.toContain('encrypted');
});

test('where docker has a helper there is nothing to choose', async () => {
  show({ configured: 'pass', safe: true });
  await screen.findByText(/Docker keeps it with/);
  expect(screen.queryAllByRole('radio')).toEqual([]);
});
