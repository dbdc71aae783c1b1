import type { ActionRefusal } from '../../law/psrm-actions.ts';
import type { ActionCode } from '../../law/psrm-codes.ts';
import type { RecallRefusal, ResubmitRefusal } from '../../law/recall.ts';

/** The authority's error codes for what the law core refuses (`statute/psrm-codes.json`). */
export const errorOf: Readonly<Record<ActionRefusal, string>> = {
  'not-at-recovery': '463',
  recalled: '498',
  'open-action': '418',
  nothing: '408',
  'more-than-left': '408',
  'not-the-main-claim': '433',
  'liability-level': '410',
  'effective-date-required': '409',
  'effective-date-not-allowed': '519',
  'effective-in-future': '548',
  'reason-out-of-use': '571',
  'interest-is-not-written-up': '474',
  'principal-not-higher': '510',
  'takes-back-another-kind': '473',
  'not-carried-out': '493',
  'taken-back-before': '503',
  'another-amount': '469',
  'another-effective-date': '470',
};

export const recallErrorOf: Readonly<Record<RecallRefusal, string>> = {
  'state-refund': '421',
  'not-at-recovery': '463',
  'open-action': '418',
  'effective-date-required': '409',
  'effective-date-not-allowed': '546',
  'effective-in-future': '548',
  'effective-before-receipt': '467',
  'recalled-for-good': '602',
  'only-fejl-now': '603',
  'split-related-first': '570',
  'lapse-in-old-system': '538',
};

export const resubmitErrorOf: Readonly<Record<ResubmitRefusal, string>> = {
  'not-recalled': '540',
  'after-fejl': '539',
  'after-bort': '539',
  'bord-by-person': '539',
  'other-creditor': '541',
  'master-data-differ': '542',
  'set-off-claim': '544',
};

/** The agreement does not give the right that the action needs. */
export const rightErrorOf: Readonly<Record<ActionCode, string>> = {
  OPRETFORDRING: '416',
  GENINDSENDFORDRING: '543',
  NEDSKRIV: '420',
  OPSKRIVNINGREGULERING: '466',
  OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING: '465',
  OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING: '497',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING: '501',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING: '508',
  TILBAGEKALD: '421',
  AENDRFORDRING: '511',
};

/** The part of the message that the action's code asks for is missing. */
export const missingPartOf: Readonly<Partial<Record<ActionCode, string>>> = {
  OPRETFORDRING: '444',
  GENINDSENDFORDRING: '403',
  NEDSKRIV: '447',
  OPSKRIVNINGREGULERING: '404',
  OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING: '406',
  OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING: '407',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING: '412',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING: '505',
  TILBAGEKALD: '448',
  AENDRFORDRING: '517',
};
