/** What debtors have said against bills, for those who read it. */
export { objectionsOf } from './store.ts';
