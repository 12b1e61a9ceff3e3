import type { Contract } from '../contract';
import type { Notifications } from '../services/notifications/notifications';
import type { Handlers } from './wire/types';

export const notificationsHandlers = (notifications: Notifications): Handlers<Contract>['notifications'] => ({
  watch: (_input, { signal }) => notifications.watch(signal),
  markRead: async ({ id }) => notifications.markRead(id),
  clear: async ({ id }) => notifications.clear(id),
});
