/** What was agreed on request, for the rooms that read it. */
export {
  arrangementsAbout,
  arrangementsByNumber,
  arrangementsDue,
  arrangementsOf,
  openArrangementsOf,
  countArrangements,
  isArranged,
  moveArrangements,
  noteInstalments,
  type ArrangementMove,
  type AskedFor,
} from './store.ts';
