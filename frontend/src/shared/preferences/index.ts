export { setSingleKeys, singleKeysOn, useSingleKeys } from './singleKeys';
export { setTheme, useTheme, type Theme } from './theme';
