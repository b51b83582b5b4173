export { ActivityPicker } from './ActivityPicker';
export { AgencyPicker, type PickerProps } from './AgencyPicker';
export { InstrumentPicker } from './InstrumentPicker';
export { ObligationPicker } from './ObligationPicker';
export { OfficerPicker } from './OfficerPicker';
export { useDebounced } from './useDebounced';
