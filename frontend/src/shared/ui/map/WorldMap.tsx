import type { KeyboardEvent } from 'react';
import { use, useId, useState } from 'react';
import { formatCount } from '@/shared/format';
import { cx } from '../cx';
import type { MapDatum, WorldMapProps } from './types';
import { STEPS, stepOf } from './steps';
import styles from './WorldMap.module.css';

interface World {
  width: number;
  height: number;
  shapes: Record<string, string>;
  dots: Record<string, [number, number]>;
}

// Asked for once, when the first map is shown; the shapes are a chunk of their own.
let world: Promise<World> | undefined;
const loadWorld = () => (world ??= import('./world.gen.json').then((module) => module.default as unknown as World));

const DOT = 6.5;

/** How far along the ranking each key goes. */
const MOVES: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * The drawing. Suspends until the shapes are there. One tab stop: arrows go through the countries by rank, Enter opens
 * the country, and what is under the pointer or the arrows is said below the map.
 */
export default function WorldMap({ label, data, format = formatCount, noun, onOpen }: WorldMapProps) {
  const { width, height, shapes, dots } = use(loadWorld());
  const [at, setAt] = useState<number>();
  const [focused, setFocused] = useState(false);
  const id = useId();
  const ranked = data.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const top = ranked[0]?.value ?? 0;
  const byCode = new Map(ranked.map((datum, index) => [datum.code, { ...datum, index, step: stepOf(datum.value, top) }]));
  const current: MapDatum | undefined = at === undefined ? undefined : ranked[at];

  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move && ranked.length > 0) {
      event.preventDefault();
      setAt(at === undefined ? 0 : move(at, ranked.length - 1));
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      onOpen?.(current.code);
    } else if (event.key === 'Escape') setAt(undefined);
  };

  const mark = (code: string) => {
    const datum = byCode.get(code);
    return datum
      ? {
          className: cx(styles.has, styles[`step${datum.step}`], datum.index === at && styles.at),
          onPointerEnter: () => setAt(datum.index),
          onClick: () => onOpen?.(code),
        }
      : { className: styles.none };
  };
  const currentDot = current && dots[current.code];

  return (
    <div className={styles.frame}>
      {/* A map is one widget with its own keys, described by the text below it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={cx(styles.map, onOpen && styles.opens)}
        role="application"
        aria-label={`${label}. Arrow keys go through ${ranked.length} countries from most to least.`}
        aria-describedby={`${id}s`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setFocused(true);
          if (at === undefined && ranked.length > 0) setAt(0);
        }}
        onBlur={() => {
          setFocused(false);
          setAt(undefined);
        }}
        onPointerLeave={() => {
          if (!focused) setAt(undefined);
        }}
      >
        <g>
          {Object.entries(shapes).map(([code, d]) => (
            <path key={code} d={d} {...mark(code)} />
          ))}
        </g>
        {/* The outline of the current country lies above its neighbours. */}
        {current && shapes[current.code] ? <path d={shapes[current.code]} className={styles.outline} /> : null}
        <g>
          {Object.entries(dots).map(([code, [x, y]]) =>
            byCode.has(code) ? <circle key={code} cx={x} cy={y} r={DOT} {...mark(code)} /> : null,
          )}
        </g>
        {currentDot ? <circle cx={currentDot[0]} cy={currentDot[1]} r={DOT + 4} className={styles.outline} /> : null}
      </svg>
      <div className={styles.below}>
        <span className={styles.scale} aria-hidden>
          Fewer
          <span className={styles.ramp}>
            {STEPS.map((step) => (
              <i key={step} className={styles[`step${step}`]} />
            ))}
          </span>
          More {top > 0 ? `(up to ${format(top)})` : null}
        </span>
        <span id={`${id}s`} className={styles.said} role="status">
          {current ? (
            <>
              <strong>{current.name}</strong> {format(current.value)} {noun}
              <span className="sr-only">
                , rank {(at ?? 0) + 1} of {ranked.length}
              </span>
            </>
          ) : null}
        </span>
      </div>
    </div>
  );
}
