/** What was agreed on request, for the rooms that read it. */
export {
  arrangementsAbout,
  arrangementsByNumber,
  arrangementsDue,
  arrangementsOf,
  openArrangementsOf,
  countArrangements,
  isArranged,
  lookAgainAtBroken,
  moveArrangements,
  noteInstalments,
  proposalsAbout,
  type ArrangementMove,
  type AskedFor,
} from './store.ts';
