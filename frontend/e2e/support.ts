import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type APIRequestContext, type Page } from '@playwright/test';
import { stateFile, type Role } from './people';

interface Reading {
  data: Record<string, unknown> & { id: string };
  etag: string;
}

/** The API in the name of one person, to prepare what a test looks at. */
export class Caller {
  private constructor(
    private readonly http: APIRequestContext,
    private readonly token: string,
  ) {}

  static async of(http: APIRequestContext): Promise<Caller> {
    const session = await (await http.get('/api/v1/session')).json();
    return new Caller(http, session.csrf_token as string);
  }

  /** The first record of a list. */
  async first(list: string, query: Record<string, string> = {}): Promise<Record<string, unknown> & { id: string }> {
    const answer = await this.http.get(`/api/v1/${list}`, { params: { limit: '1', ...query } });
    expect(answer.ok(), `${list}: ${await answer.text()}`).toBe(true);
    const [found] = (await answer.json()).items;
    expect(found, `no ${list} with ${JSON.stringify(query)}`).toBeDefined();
    return found;
  }

  async get(path: string): Promise<Reading> {
    const answer = await this.http.get(`/api/v1/${path}`);
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return { data: await answer.json(), etag: answer.headers().etag ?? '' };
  }

  async post(path: string, data: unknown = {}, etag?: string): Promise<Reading> {
    const headers = { 'X-CSRF-Token': this.token, 'Idempotency-Key': randomUUID(), ...(etag ? { 'If-Match': etag } : {}) };
    const answer = await this.http.post(`/api/v1/${path}`, { data, headers });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return { data: await answer.json(), etag: answer.headers().etag ?? '' };
  }

  /** Writes a part of a record by its name, at the version given. */
  async put(path: string, data: unknown, etag: string): Promise<void> {
    const answer = await this.http.put(`/api/v1/${path}`, { data, headers: { 'X-CSRF-Token': this.token, 'If-Match': etag } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  }

  /** Changes a record, as it stands now. */
  async patch(path: string, data: unknown): Promise<void> {
    const { etag } = await this.get(path);
    const answer = await this.http.patch(`/api/v1/${path}`, { data, headers: { 'X-CSRF-Token': this.token, 'If-Match': etag } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  }

  /** An action on a record, as it stands now. */
  async act(path: string, action: string, data: unknown = {}): Promise<Reading> {
    const { etag } = await this.get(path);
    return this.post(`${path}/${action}`, data, etag);
  }
}

interface Options {
  /** Who is signed in; nobody by default. */
  role: Role | undefined;
  /** Answers that the test provokes, by status: the browser reports each in its console. */
  provokes: readonly number[];
}

interface Fixtures {
  quiet: void;
  /** The API in the name of a role. */
  as: (role: Role) => Promise<Caller>;
}

/** Fails a test whose page threw, complained in the console, or was stopped by the content security policy. */
export const test = base.extend<Options & Fixtures>({
  role: [undefined, { option: true }],
  provokes: [[], { option: true }],
  storageState: async ({ role }, use) => use(role && stateFile(role)),
  quiet: [
    async ({ page, provokes }, use) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        const text = message.text();
        const expected = provokes.some((status) => text.startsWith('Failed to load resource') && text.includes(status === 0 ? 'net::' : `${status}`));
        if ((message.type() === 'error' || message.type() === 'warning') && !expected) problems.push(text);
      });
      await use();
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
  as: async ({ playwright, baseURL }, use) => {
    const open: APIRequestContext[] = [];
    await use(async (role) => {
      const http = await playwright.request.newContext({ baseURL, storageState: stateFile(role) });
      open.push(http);
      return Caller.of(http);
    });
    await Promise.all(open.map((http) => http.dispose()));
  },
});
export { expect };

/** Nothing is loading any more: there is a heading, and no grey bar in its place or below it. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).not.toBeEmpty();
  await expect(page.locator('[class*="skeleton"], [aria-busy="true"]')).toHaveCount(0);
}

/** No accessibility violation in light or dark, and nothing wider than the window. */
export async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours on their way from one theme to the other are neither's.
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : []))),
    );
    // What does not depend on colours is the same in both.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${page.url()} ${colorScheme} ${id}: ${html}`));
    expect.soft(found).toEqual([]);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Each address is a screen that is found sound, with the heading it should have. */
export async function expectScreens(page: Page, screens: readonly (readonly [path: string, heading: string | RegExp])[]): Promise<void> {
  for (const [path, heading] of screens) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      await settled(page);
      await expectSound(page);
    });
  }
}
