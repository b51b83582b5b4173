import { humanize } from '@/shared/format';

/** What an academy offers (INCSR 2015). */
export const PROGRAMS = [
  { value: 'core_leld', label: 'Core leadership' },
  { value: 'specialized', label: 'Specialized course' },
  { value: 'seminar', label: 'Seminar' },
] as const;

export const programName = (value: string): string => PROGRAMS.find((one) => one.value === value)?.label ?? humanize(value);
