export { AGENCY_KINDS, agencyKind, LEVELS, level, MODALITIES, modality, type Labelled } from './agencies';
export { BUREAUS, bureauName } from './bureaus';
export { STATES, stateName } from './places';
export { languageName, languageOptions } from './languages';
export { EXPENSE_CATEGORIES, expenseCategory, URGENCIES } from './requests';
