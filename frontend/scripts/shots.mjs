// Looks at pages in real Chromium: one picture per page, width and theme, and what axe finds on each.
//   node scripts/shots.mjs OUTPUT_FOLDER BASE_URL PATH [PATH …]
// STORAGE_STATE names a Playwright storage file (a signed-in session) to look through.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';

const [folder, base, ...paths] = process.argv.slice(2);
if (!folder || !base || paths.length === 0) {
  console.error('usage: node scripts/shots.mjs OUTPUT_FOLDER BASE_URL PATH [PATH …]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
});
let found = 0;
for (const width of (process.env.WIDTHS ?? "1440,390").split(",").map(Number)) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width, height: width > 900 ? 900 : 844 },
      deviceScaleFactor: width > 900 ? 1 : 2,
      colorScheme,
      storageState: process.env.STORAGE_STATE,
      bypassCSP: false,
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') console.log(`  console: ${message.text()}`);
    });
    page.on('pageerror', (error) => console.log(`  error: ${error.message}`));
    for (const path of paths) {
      await page.goto('about:blank');
      await page.goto(new URL(path, base).href, { waitUntil: 'networkidle' });
      await page.waitForTimeout(300);
      const name = path.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'index';
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const { violations } = await new AxeBuilder({ page }).analyze();
      found += violations.length + (overflow > 0 ? 1 : 0);
      console.log(`${path} ${width} ${colorScheme}: ${violations.length} violations${overflow > 0 ? `, ${overflow}px too wide` : ''}`);
      for (const { id, nodes } of violations) {
        for (const node of nodes.slice(0, 4)) console.log(`  ${id}: ${node.html.slice(0, 160)}\n    ${node.failureSummary?.split('\n')[1] ?? ''}`);
      }
    }
    await context.close();
  }
}
await browser.close();
process.exit(found > 0 ? 1 : 0);
