export { default } from './History';
export { recordHistory } from './RecordHistory';
