export { formatCount, formatPeople, formatPercent, plural } from './counts';
export { formatDate, formatDateRange, formatDateTime, formatMonthDay, formatNearRange, formatRelativeDays, formatWindow } from './dates';
export { fiscalYearName, yearChoices, yearOf } from './fiscalYear';
export { compactMoney, formatMoney, fromCents, toCents, type Money } from './money';
export { formatSize } from './sizes';
export { humanize } from './words';
