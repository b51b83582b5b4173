export { default, recordHistory } from './RecordHistory';
