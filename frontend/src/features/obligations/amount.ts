/** `1,345.6` → `1345.6`: what people type and what the API reads. */
export const plainAmount = (typed: string): string => typed.replaceAll(',', '').trim();
