import type { owedBackDa } from '../da/owed-back.ts';
import type { InEnglish } from '../english.ts';

export const owedBackEn: InEnglish<typeof owedBackDa> = {
  'owed-back.title': 'Pay {total} that you got back, by {payBy}',
  'owed-back.result':
    'We paid {total} back to you of a payment that we had received. On {takenBackOn} that payment was taken back from us, so we do not have the money.',
  'owed-back.therefore': 'We therefore ask you to pay the {total} again.',
  'owed-back.rules.back':
    'The general rules of Danish law that money which one was not entitled to is paid back (condictio indebiti)',
};
