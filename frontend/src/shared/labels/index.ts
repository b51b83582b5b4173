export { AGENCY_KINDS, agencyKind, LEVELS, level, MODALITIES, modality, type Labelled } from './agencies';
export { BUREAUS, bureauName } from './bureaus';
export { STATES, stateName } from './places';
export { languageName, languageOptions } from './languages';
export { EXPENSE_CATEGORIES, expenseCategory, URGENCIES } from './requests';
export {
  CLAIM_KINDS,
  claimKind,
  DISALLOW_CODES,
  disallowCode,
  INSTRUMENT_KINDS,
  instrumentKind,
  REGIMES,
  regimeName,
  TRAVEL_BASES,
  travelBasis,
} from './finance';
