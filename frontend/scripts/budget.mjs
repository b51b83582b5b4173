// Compares the gzip sizes of the build with the budgets, and refuses chunks that import in a circle. Run after `npm run build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const BUDGET = { entry: 125 * KB, route: 145 * KB, css: 15 * KB, map: 55 * KB };

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const sizes = new Map();
const size = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  return sizes.get(file);
};

/** Every chunk a page needs once `key` is loaded: itself and its static imports. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}
const total = (keys, pick) => {
  const files = new Set([...keys].flatMap((key) => pick(manifest[key])));
  return [...files].reduce((sum, file) => sum + size(file), 0);
};
const js = (chunk) => [chunk.file];
const css = (chunk) => chunk.css ?? [];

const rows = [];
const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry);
const entry = closure(entryKey);
rows.push(['entry JS', total(entry, js), BUDGET.entry]);
// The shell is the parent of every signed-in screen, so its chunk counts with each route.
const shellKey = Object.keys(manifest).find((key) => key.startsWith('src/routes/_app.tsx') && key.endsWith('=component'));
const shell = shellKey ? closure(shellKey, new Set(entry)) : entry;
// Styles come with the chunk that uses them, so what counts is the most that one page loads.
let mostCss = total(shell, css);
for (const key of Object.keys(manifest).filter((key) => key.startsWith('src/routes/') && manifest[key].isDynamicEntry)) {
  const part = key.split('tsr-split=')[1];
  if (part !== 'component') continue; // the error and not-found pieces of a route are never loaded beside its page
  const page = closure(key, new Set(key.startsWith('src/routes/_app') ? shell : entry));
  mostCss = Math.max(mostCss, total(page, css));
  rows.push([`route ${key.replace('src/routes/', '').replace(/\?.*/, '')}`, total(page, js), BUDGET.route]);
}
const map = Object.keys(manifest).find((key) => key.includes('world.gen.json'));
if (map) rows.push(['map shapes', total(new Set([map]), js), BUDGET.map]);
rows.push(['CSS, the most of one page', mostCss, BUDGET.css]);

/** A circle of chunks runs in an order nobody chose: what one exports may not be there yet when another uses it. */
function circle(key, path = [], done = new Set()) {
  if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
  if (done.has(key)) return undefined;
  done.add(key);
  for (const next of manifest[key].imports ?? []) {
    const found = circle(next, [...path, key], done);
    if (found) return found;
  }
  return undefined;
}
const circles = Object.keys(manifest).map((key) => circle(key)).find(Boolean);

let failed = false;
if (circles) {
  failed = true;
  console.log(`CIRCLE  ${circles.map((key) => manifest[key].file).join(' → ')}`);
}
for (const [name, bytes, limit] of rows) {
  const over = bytes > limit;
  failed ||= over;
  console.log(`${over ? 'OVER' : ' ok '}  ${(bytes / KB).toFixed(1).padStart(6)} of ${limit / KB} kB  ${name}`);
}
process.exit(failed ? 1 : 0);
