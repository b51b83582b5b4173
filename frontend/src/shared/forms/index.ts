export { applyProblem, pointerToPath } from './applyProblem';
export { useIdempotencyKey } from './useIdempotencyKey';
export { Checkbox, DateField, MoneyField, Select, Textarea, TextInput } from './fields';
export { Combobox, type ComboboxOption } from './Combobox';
export { Field, FormError } from './Field';
