export { AgencyPicker, type PickerProps } from './AgencyPicker';
export { OfficerPicker } from './OfficerPicker';
export { useDebounced } from './useDebounced';
