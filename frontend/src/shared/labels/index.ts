export { AGENCY_KINDS, agencyKind, LEVELS, level, MODALITIES, modality, type Labelled } from './agencies';
export { BUREAUS, bureauName, STATES, stateName } from './places';
