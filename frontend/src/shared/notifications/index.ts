import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';

/** How many messages wait: the number on the bell. Everything about the inbox is kept under `notifications`. */
export const unreadCount = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/notifications/unread', { signal })),
  refetchInterval: 60_000,
  staleTime: 30_000,
});
