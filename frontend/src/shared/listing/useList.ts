import { keepPreviousData, useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';

/** A page of a list as the API answers it; `next` and `previous` are opaque cursors. */
export interface Page<T> {
  items: T[];
  next?: string | null;
  previous?: string | null;
  total?: number | null;
  /** Where it was read from; there for lists that can be had as a file. */
  address?: string;
}

/** What a table needs to know about its query. */
export interface ListResult<T> {
  page: Page<T> | undefined;
  error: unknown;
  /** Nothing to show yet: skeletons. */
  loading: boolean;
  /** The rows shown answer the previous question: dim them. */
  stale: boolean;
  retry: () => void;
}

/** Runs a list query and keeps the old rows on screen while the next page loads. */
export function useList<P extends Page<unknown>, K extends QueryKey>(
  options: UseQueryOptions<P, Error, P, K>,
): ListResult<P['items'][number]> {
  const result = useQuery({ ...options, placeholderData: keepPreviousData });
  return {
    page: result.data,
    error: result.error,
    loading: result.isPending,
    stale: result.isPlaceholderData,
    retry: () => void result.refetch(),
  };
}
