import type { WorkItemKind } from '../agreements/work-items.ts';
import type { PersonWhy } from '../checkout/state-machine.ts';
import { parsePlainDate, parseYearMonth, readableDate, readableMonth } from '../kernel/dates.ts';
import { parseDecisionId, readableDecisionId } from '../kernel/ids.ts';
import { parseKroner, readableKroner } from '../kernel/money.ts';
import type { MessageKind } from '../messages/types.ts';
import { waitWords } from './job-words.ts';
import { channelWords } from './payment-words.ts';
import { claimWaitsIn, recoveryDetails } from './work-recovery-words.ts';

/** Tells what an item is about in Danish; null = not a form that the program writes. */
export type ReadAbout = (about: string) => string | null;

/** What a work item is about, in Danish. What an earlier program wrote in another form is left to `--json`. */
export function aboutInWords(kind: string, about: string): string {
  const back = WITHDRAWN.exec(about)?.groups;
  if (back !== undefined) return `begrundelsen i punkt ${back['item']} er taget tilbage`;
  const read = (aboutWords as Readonly<Record<string, ReadAbout>>)[kind];
  return read?.(about) ?? 'detaljen vises med --json';
}

const WITHDRAWN = /^withdrawn (?<item>\d+)$/;

const decision: ReadAbout = (about) => {
  const id = parseDecisionId(about);
  return id === null ? null : `afgørelse ${readableDecisionId(id)}`;
};

/** The text of a number's form, after what it is the number of. */
function numbered(what: string): ReadAbout {
  return form(/^(\d+)$/, (number) => `${what} ${number}`);
}

/** Reads a form by its pattern: the groups of it, in their order. */
function form(pattern: RegExp, words: (...groups: readonly string[]) => string | null): ReadAbout {
  return (about) => {
    const found = pattern.exec(about);
    return found === null ? null : words(...found.slice(1).map((group) => group ?? ''));
  };
}

function day(text: string | undefined): string {
  const on = parsePlainDate(text ?? '');
  return on === null ? '' : readableDate(on);
}

const payment = form(/^payment (\d+)$/, (number) => `betaling ${number}`);
const claim = form(/^claim (\d+)$/, (number) => `krav ${number}`);
const errand = numbered('sag');
const bankLine = form(/^(\S+) (.+)$/, (account, reference) =>
  account === '-' ? `reference ${reference}` : `konto ${account}, reference ${reference}`,
);

/** What no item of the kind says more about: its debtor and month tell all. */
const nothingMore: ReadAbout = () => null;

const webPaymentWords: Readonly<Record<PersonWhy, string>> = {
  'unknown-for-long': 'betalingsudbyderen har i syv dage ikke sagt, hvad der skete',
  'other-amount': 'der er trukket et andet beløb end det, borgeren godkendte',
  'taken-after-stopped': 'der er trukket penge, efter at betalingen var stoppet',
  'taken-otherwise': 'der er trukket mere eller mindre, end der er bogført',
  'sent-back-in-part': 'udbyderen har sendt en del af beløbet tilbage',
  'refund-refused': 'udbyderen vil ikke sende beløbet tilbage',
};

const citizenMessageWords: Readonly<Record<MessageKind, string>> = {
  objection: 'indsigelse',
  'hearing-answer': 'svar på en høring, henvendelse',
  'set-off-answer': 'svar på en høring om modregning, henvendelse',
  complaint: 'klage, henvendelse',
  documentation: 'dokumentation, henvendelse',
};

const aboutWords: Readonly<Record<WorkItemKind, ReadAbout>> = {
  // Reasons why a person must look before anything is decided about a debtor.
  'income-not-obtained': nothingMore,
  'person-not-obtained': nothingMore,
  'benefits-not-obtained': nothingMore,
  'not-asked': nothingMore,
  'reversal-without-original': nothingMore,
  'negative-net-income': nothingMore,
  'unknown-benefit': nothingMore,
  abroad: nothingMore,
  dead: nothingMore,
  missing: nothingMore,
  'number-not-valid': nothingMore,
  'number-of-another': nothingMore,
  guardianship: nothingMore,
  'under-18': nothingMore,
  'b-income': nothingMore,
  'children-disagree': nothingMore,
  'cash-benefit-disagrees': nothingMore,
  'income-at-limit': nothingMore,
  'income-corrected': nothingMore,
  'claim-lapsed': nothingMore,
  'lapse-review': nothingMore,
  'deferral-would-lapse': nothingMore,

  'order-not-read': (law) => law,
  'letter-not-arrived': form(
    /^(\d{18,19})(?:\/\d+)? (\S+)$/,
    (letter, reason = '') => `brev ${letter} ${notArrived[reason] ?? 'er ikke kommet frem'}`,
  ),
  'letter-not-made': (reason) => notMade[reason] ?? null,
  'hearing-answered': decision,
  'arrived-late': decision,
  'other-answer-today': (rule) => `regelversion ${rule}`,
  'pension-age-soon': (about) => day(about),
  'manual-plan-not-kept': (about) => `raten ${day(about)}`,
  'default-needs-facts': (about) => `påkravet ${day(about)}`,
  'default-paid-in-time': (about) => `påkravet ${day(about)}`,
  'co-debtor-not-in-default': numbered('krav'),

  'money-suspended': payment,
  'money-held': (about) =>
    payment(about) ?? form(/^claim (\d+) (\S+)$/, (number, on) => `krav ${number}, fra ${day(on)}`)(about),
  'charged-back': payment,
  'paid-before-end': payment,
  'owed-back': payment,
  'owed-after-loss': form(/^payment (\d+) claim (\d+)$/, (paid, lost) => `betaling ${paid}, krav ${lost}`),
  'refund-rejected': form(/^refund (\d+)$/, (order) => `udbetaling ${order}`),
  'bank-line-unknown': bankLine,
  'bank-told-before': bankLine,
  'bank-told-in-parts': bankLine,
  'bank-line-unconfirmed': (about) => {
    const month = parseYearMonth(about);
    return month === null ? null : readableMonth(month);
  },
  'till-differs': form(/^till (\d+) (\S+)$/, (till, on) => `kasse ${till}, ${day(on)}`),
  'clearing-otherwise': (channel) => {
    const words = (channelWords as Readonly<Record<string, string>>)[channel];
    return words === undefined ? null : `penge ${words}`;
  },

  'besides-plan': form(/^(\d+)\/(\S+)$/, (plan, besides = '') => {
    const more = parseKroner(besides);
    return more === null ? null : `ordning ${plan}, ${readableKroner(more)} mere`;
  }),
  'plan-paid-in-time': numbered('ordning'),
  'reminded-in-vain': (about) => claim(about) ?? numbered('ordning')(about),
  'plan-past-limitation': numbered('ordning'),
  'limitation-runs-on': form(/^(\d+)\/(\S+)$/, (plan, until) => `ordning ${plan}, forældes ${day(until)}`),
  'other-in-errand': claim,
  'arrangement-proposed': numbered('ordning'),
  'objection-upheld': form(/^claim (\d+) objection \d+(?: (\S+))?$/, (number, to = '') => {
    const owed = parseKroner(to);
    return owed === null ? `krav ${number}` : `krav ${number}, skal være ${readableKroner(owed)}`;
  }),
  'citizen-message': form(/^(\S+) (\d+(?:-\d+)?)$/, (kind = '', number = '') => {
    const words = (citizenMessageWords as Readonly<Record<string, string>>)[kind];
    return words === undefined ? null : `${words} ${number}`;
  }),
  'web-payment': form(/^(\S+) (\S+)$/, (reference, why = '') => {
    const words = (webPaymentWords as Readonly<Record<string, string>>)[why];
    return words === undefined ? null : `betaling ${reference}: ${words}`;
  }),
  'direct-debit': form(/^(\S+) (\S+)$/, (why = '', about) => {
    const words = directDebitWords[why];
    return words === undefined ? null : `${words} ${about}`;
  }),
  'step-to-approve': form(
    /^(\d+)\/(\d+)\/\S+$/,
    (number, taken) => `krav ${number}, skridt ${Number(taken) + 1} af forløbet`,
  ),
  'notice-exception': form(/^(\d+)\/(\d+)$/, (number, debtor) => `krav ${number}, debitor ${debtor}`),
  'hold-review': form(/^(\d+)\/(\S+)$/, (number, reason = '') => {
    const words = waitWords[reason];
    return words === undefined ? null : `krav ${number}, ${words}`;
  }),

  'errand-opened': errand,
  'errand-deadline': form(/^(\d+) (\S+) (\d+)$/, (number, deadline, left) =>
    left === '0' ? `sag ${number}, fristen var ${day(deadline)}` : `sag ${number}, senest ${day(deadline)}`,
  ),
  'errand-claim': form(/^(\d+) claim (\d+)$/, (number, main) => `sag ${number}, krav ${main}`),
  'estate-unknown': errand,
  'liability-at-recovery': (about) => claim(about) ?? errand(about),

  'transfer-not-ready': form(/^claim (\d+) (.+)$/, (number, why = '') => {
    const words = claimWaitsIn(why);
    return words === null ? null : `krav ${number}: ${words}`;
  }),
  ...recoveryDetails({ form, claim, day }),
};

const notArrived: Readonly<Record<string, string>> = {
  'by-hand': 'skal en medarbejder bringe',
  returned: 'kom retur',
  failed: 'kunne ikke afleveres',
};

/** Before the number of a mandate, a payment, or a file and its line. */
const directDebitWords: Readonly<Record<string, string>> = {
  stop: 'borgeren har stoppet aftale',
  'unknown-mandate': 'aftale med et kundenummer, der ikke er kommunens: fil og linje',
  'unknown-answer': 'svar på en opkrævning, som kommunen ikke har sendt: fil og linje',
  'unknown-charge-back':
    'penge er taget tilbage, som kommunen ikke har fået eller ikke kan tage tilbage: fil og linje',
  'unknown-payment': 'en betaling, der ikke kunne bogføres: fil og linje',
  contradicts: 'et andet svar på en opkrævning, end der kom før: fil og linje',
  'payment-form':
    'en betaling med indbetalingskort, der ikke kunne bogføres eller er taget tilbage: fil og linje',
  otherwise: 'beløbet eller svaret er et andet end ventet: betaling',
  unanswered: 'der er intet svar på betaling',
};

const notMade: Readonly<Record<string, string>> = {
  dead: 'borgeren er død, og intet bo er noteret',
  'no-address': 'hverken Digital Post eller adresse',
  'no-guardian': 'ingen værge er noteret',
  'no-custody-holder': 'ingen forældremyndighed er noteret',
  'unknown-person': 'CPR har ikke fortalt, hvem der skal skrives til',
  'deadline-passed':
    'fristen i brevet er gået; en rykker og et påkrav tages tilbage, og et nyt skrives af sig selv',
  'no-complaint-guidance': 'klagevejledningen for loven kendes ikke',
  'part-missing': 'en del, som loven kræver, mangler i brevet',
  'model-invalid': 'noget i brevet er ikke udfyldt rigtigt',
  'not-typeset': 'brevet kunne ikke sættes',
  failed: 'der skete en fejl, da det blev skrevet',
};
