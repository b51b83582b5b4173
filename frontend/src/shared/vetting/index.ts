export { NextStepButton } from './NextStepButton';
export { noticesOwed, refreshVetting, vettingOf, type QueueRow, type VettingCase } from './queries';
export { NEXT, STEPS } from './words';
