/** A payment as it was registered, for the rooms that read it. */
export { paymentByNumber } from './store.ts';
