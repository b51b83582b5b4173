export { can, hasAction, meQuery, roleName, useCan, useMe, type Me } from './me';
export { signIn, signOut, rememberSignedIn } from './session';
