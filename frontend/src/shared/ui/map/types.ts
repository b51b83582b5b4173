export interface MapDatum {
  /** Three-letter GENC code, as the API gives it. */
  code: string;
  name: string;
  value: number;
}

export interface WorldMapProps {
  /** What the map shows: "Activities by country, fiscal year 2026". */
  label: string;
  data: readonly MapDatum[];
  format?: (value: number) => string;
  /** What is counted, plural: "activities". */
  noun: string;
  onOpen?: (code: string) => void;
}
