// Holds the direction of imports: app → routes → features → shared, and no feature imports another.
// Also refuses what the content security policy would refuse in the browser: injected HTML and eval.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const src = new URL('../src/', import.meta.url).pathname;
const RANK = { shared: 0, features: 1, routes: 2, app: 3 };
const IMPORT = /(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]/g;
// The layout routes are where the shell of app/ hangs in the tree of routes.
const LAYOUT_ROUTE = /^routes\/_+[a-z]+\.tsx$/;
const FORBIDDEN = [/dangerouslySetInnerHTML/, /\.innerHTML\s*=/, /\beval\(/, /new Function\(/];

const place = (path) => {
  const [layer, second] = relative(src, path).split('/');
  return { layer, feature: layer === 'features' ? second : undefined };
};

const problems = [];
for (const entry of readdirSync(src, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(ts|tsx)$/.test(entry.name) || entry.name.endsWith('.gen.ts')) continue;
  const file = join(entry.parentPath, entry.name);
  const from = place(file);
  const text = readFileSync(file, 'utf8');
  for (const pattern of FORBIDDEN) {
    if (pattern.test(text)) problems.push(`${relative(src, file)}: ${pattern.source} breaks under Trusted Types`);
  }
  if (from.layer === 'testing' || /\.test\.tsx?$/.test(entry.name)) continue;
  for (const [, specifier] of text.matchAll(IMPORT)) {
    const target = specifier.startsWith('@/')
      ? resolve(src, specifier.slice(2))
      : specifier.startsWith('.')
        ? resolve(dirname(file), specifier)
        : undefined;
    if (!target || !target.startsWith(src)) continue;
    const to = place(target);
    if (to.layer === 'testing') problems.push(`${relative(src, file)}: product code imports testing/`);
    else if (to.layer === 'app' && LAYOUT_ROUTE.test(relative(src, file))) continue;
    else if ((RANK[to.layer] ?? 3) > (RANK[from.layer] ?? 3))
      problems.push(`${relative(src, file)}: ${from.layer} must not import ${to.layer} (${specifier})`);
    else if (from.feature && to.feature && from.feature !== to.feature)
      problems.push(`${relative(src, file)}: feature ${from.feature} must not import feature ${to.feature}`);
  }
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
