export { applyProblem, pointerToPath } from './applyProblem';
export { useIdempotencyKey } from './useIdempotencyKey';
export { Checkbox, DateField, MoneyField, Select, Textarea, TextInput } from './fields';
export { Combobox, type ComboboxOption } from './Combobox';
export { Field, FormError } from './Field';
export { FormDialog } from './FormDialog';
export { Choices, Group, Pair, PickMany } from './groups';
export { useRecordForm, type RecordForm } from './useRecordForm';
export { useActionForm, type ActionForm } from './useActionForm';
