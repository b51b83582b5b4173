export { named } from './named';
export { defineListing, filter, validateListing, type ListingQuery, type ListingSearch, type ListingSpec } from './schema';
export { parseSearch, stringifySearch } from './searchParams';
export { useList, type ListResult, type Page } from './useList';
export { useTab } from './useTab';
export { parseSort, useListing, type Listing, type Sort } from './useListing';
