/** What was agreed on request, for the rooms that read it. */
export {
  arrangementsByNumber,
  arrangementsDue,
  arrangementsOf,
  moveArrangements,
  noteInstalments,
  type ArrangementMove,
  type AskedFor,
} from './store.ts';
