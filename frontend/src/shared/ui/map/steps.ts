/** The five blues, from least to most. */
export const STEPS = [1, 2, 3, 4, 5] as const;

/**
 * Which blue a value gets. Counts per country are skewed (a few large, many small), so the steps are on the square
 * root: with a top of 46 they begin at 1, 2, 8, 17 and 30.
 */
export function stepOf(value: number, top: number): (typeof STEPS)[number] {
  if (value <= 0 || top <= 0) return 1;
  const index = Math.min(STEPS.length - 1, Math.floor(Math.sqrt(value / top) * STEPS.length));
  return STEPS[index] ?? 1;
}
