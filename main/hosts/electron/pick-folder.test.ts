import { expect, test, vi } from 'vitest';
import { pickFolder } from './pick-folder';

test('one folder is asked for, where the field is; none chosen is none', async () => {
  const showOpenDialog = vi.fn(() => Promise.resolve({ canceled: false, filePaths: ['/backups'] }));
  expect(await pickFolder({ showOpenDialog }, '/home/me')).toBe('/backups');
  expect(showOpenDialog).toHaveBeenLastCalledWith({
    ...{ properties: ['openDirectory', 'createDirectory'], defaultPath: '/home/me' },
  });
  showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
  expect(await pickFolder({ showOpenDialog }, '')).toBeNull();
  expect(showOpenDialog).toHaveBeenLastCalledWith({ properties: ['openDirectory', 'createDirectory'] });
});
