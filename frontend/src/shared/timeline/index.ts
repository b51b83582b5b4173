export { default, type TimelineKind } from './RecordTimeline';
