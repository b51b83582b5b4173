export { useCountryOptions, useExpertiseOptions, usePostOptions, useStateOptions } from './options';
export { countriesAll, expertiseAll, postsAll } from './queries';
