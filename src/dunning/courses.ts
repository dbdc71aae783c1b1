/** How far ordinary claims have come among their steps, for the rooms that read it. */
export { coursesOf } from './store.ts';
