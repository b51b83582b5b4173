import type { Page } from '@/shared/listing';

// More rows than this are no list to choose from.
const MOST_PAGES = 10;

/** All rows of a list that is short by nature (codes, countries, contacts), following its cursors. */
export async function readAll<T>(page: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    // Each page names the next: they cannot be asked for at once.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await page(after);
    items.push(...answer.items);
    if (!answer.next) break;
    after = answer.next;
  }
  return items;
}
