import { languageName } from '@/shared/labels';
import type { MatchCandidate } from './queries';

const PARTS: Record<string, string> = {
  required_expertise: 'Required expertise',
  desired_expertise: 'Desired expertise',
  language: 'Language',
  availability: 'Availability',
};

export const partName = (part: string): string => PARTS[part] ?? part;

/**
 * The server's sentence without what stands beside it already (the part's name, its points), and with the words for
 * codes: `TRF-COL level 3 of 3` → `Collision investigation level 3 of 3`.
 */
export function partWords(explanation: string, expertiseName: (code: string) => string): string {
  return explanation
    .replace(/^[^:]+:\s*/, '')
    .replace(/:\s*[\d.]+ of [\d.]+ points\.$/, '')
    .replaceAll(/\b[A-Z]{2,4}(?:-[A-Z0-9]{2,4})?(?= level )/g, expertiseName)
    .replaceAll(/(?<=speak )[a-z]{2}\b/g, languageName);
}

/**
 * Of the agencies chosen, in the order of their rank, those that are not next when their turn comes: somebody ranked
 * above them has not been asked and is not about to be. The server wants a reason for each of them and decides itself;
 * this only says so before it is sent.
 */
export function outOfTurn(candidates: readonly MatchCandidate[], chosen: ReadonlySet<string>): Set<string> {
  const skipped = new Set<string>();
  let passed = false;
  for (const { agency, contacted } of candidates.toSorted((a, b) => a.rank - b.rank)) {
    if (chosen.has(agency.id)) {
      if (passed) skipped.add(agency.id);
    } else if (!contacted) passed = true;
  }
  return skipped;
}
