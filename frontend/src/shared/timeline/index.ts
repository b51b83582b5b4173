export { default } from './RecordTimeline';
