export { useAction, type Action } from './useAction';
