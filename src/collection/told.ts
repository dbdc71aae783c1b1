/** What has been told to the authority about claims, and what it answered, for the rooms that read it. */
export { actionsOf, recoveryClaims } from './store.ts';
