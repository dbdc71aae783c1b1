import type { ClaimState } from '../law/claim-state.ts';

/** Where a claim stands, in words for a caseworker. */
export const claimStateWords: Readonly<Record<ClaimState, string>> = {
  'written-off': 'afskrevet',
  withdrawn: 'trukket tilbage',
  lapsed: 'bortfaldet',
  'time-barred': 'forældet',
  discharged: 'faldet væk i dødsbo, konkurs eller gældssanering',
  paid: 'betalt',
  'at-recovery': 'hos Gældsstyrelsen',
  'in-hearing': 'i høring hos Gældsstyrelsen',
  'in-transfer': 'på vej til Gældsstyrelsen',
  stopped: 'standset',
  disputed: 'indsigelse eller klage',
  deferred: 'henstand',
  'on-plan': 'afdragsordning',
  held: 'berostillet',
  notified: 'varslet om inddrivelse',
  defaulted: 'misligholdt',
  demanded: 'påkrav sendt',
  reminded: 'rykket',
  overdue: 'ikke betalt i tide',
  due: 'forfaldet',
  future: 'ikke forfaldet',
  undecided: 'ikke afgjort',
};
