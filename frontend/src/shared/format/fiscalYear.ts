/** 2027 → `FY27`: how people of the programme name a fiscal year. */
export const fiscalYearName = (year: number): string => `FY${String(year % 100).padStart(2, '0')}`;

/** The year an address asks for; anything else is the present one. */
export function yearOf(value: unknown): number | undefined {
  const year = Number(value);
  return Number.isInteger(year) && year >= 1950 && year <= 2200 ? year : undefined;
}

/** The present year and the two before it, and the one shown when it is none of them. */
export function yearChoices(present: number, shown: number): number[] {
  return [...new Set([present - 2, present - 1, present, shown])].toSorted((a, b) => a - b);
}
