export { useCountryOptions, useExpertiseOptions, usePostOptions } from './options';
export { countriesAll, expertiseAll, postsAll } from './queries';
