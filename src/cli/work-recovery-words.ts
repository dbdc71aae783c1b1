import type { WorkItemKind } from '../agreements/work-items.ts';
import { ore, readableKroner } from '../kernel/money.ts';
import type { ActionRefusal } from '../law/psrm-actions.ts';
import type { RecallReason } from '../law/psrm-codes.ts';
import type { RecallRefusal, ResubmitRefusal } from '../law/recall.ts';
import type { NotReadyTag } from '../law/transfer-readiness.ts';
import type { ReadAbout } from './work-about-words.ts';

/** Work items about claims that are at Gældsstyrelsen, or on their way there. */
type RecoveryKind = Extract<WorkItemKind, `recovery-${string}` | 'recall-refused' | 'covered-at-recovery'>;

interface Forms {
  form(pattern: RegExp, words: (...groups: readonly string[]) => string | null): ReadAbout;
  readonly claim: ReadAbout;
  day(text: string | undefined): string;
}

/** What each of these is about. The rules, actions and errors of Gældsstyrelsen are called what Gældsstyrelsen calls them. */
export function recoveryDetails({ form, claim, day }: Forms): Readonly<Record<RecoveryKind, ReadAbout>> {
  const notified = form(
    /^claim (\d+) notification (\d+)(?: (\S+))?$/,
    (number, id, kind = '') => `krav ${number}, underretning ${id}${kind === '' ? '' : ` (${kind})`}`,
  );
  return {
    'recovery-reason': form(
      /^claim (\d+) (\S+)\/(\d+)$/,
      (number, rule, entry) => `krav ${number}, ${rule}, begrundelse ${entry}`,
    ),
    'recovery-rejected': form(
      /^claim (\d+) (\S+) (.*)$/,
      (number, code, errors) => `krav ${number}, ${code}, fejl ${errors}`,
    ),
    'recovery-put-right': form(
      /^claim (\d+) regretted (\S+)$/,
      (number, reference) => `krav ${number}, fortrudt i høringen, reference ${reference}`,
    ),
    'recovery-hearing': form(/^claim (\d+)(?: (.+))?$/, (number, rules = '') =>
      rules === '' ? `krav ${number}` : `krav ${number}, ${rules}`,
    ),
    'recovery-contradicts': form(/^claim (\d+) (\S+)$/, (number, answer) => `krav ${number}, nu ${answer}`),
    'recovery-change': form(
      /^claim (\d+) (\S+) (\d+) (\S+)$/,
      (number, cause = '', causeNumber, why = '') => {
        const what = causeWords[cause] ?? 'postering';
        return `krav ${number}, ${what} ${causeNumber}: ${actionRefusals[why as ActionRefusal] ?? 'det kan ikke fortælles af sig selv'}`;
      },
    ),
    'recall-refused': form(/^claim (\d+) (\S+) (.+)$/, (number, reason = '', why = '') => {
      const because = why
        .split(', ')
        .map((each) => recallRefusals[each as RecallRefusal] ?? 'den grund bruges ikke');
      const wanted = recallReasonWords[reason as RecallReason];
      return `krav ${number}${wanted === undefined ? '' : `, ${wanted} (${reason})`}: ${because.join('; ')}`;
    }),
    'recovery-stopped': form(/^claim (\d+) (\S+)(?: (?:until )?(\S+))?$/, (number, how = '', detail = '') => {
      const words = stoppedWords(how, detail, day);
      return words === null ? null : `krav ${number}: ${words}`;
    }),
    'recovery-unknown': form(/^number (\S+)$/, (number) => `nummer ${number} hos Gældsstyrelsen`),
    'recovery-unanswered': form(/^claim (\d+) (until|confirmed) (\S+)$/, (number, what, text) =>
      what === 'until'
        ? `krav ${number}: dets egen tid løb ud ${day(text)}`
        : `krav ${number}: det blev godkendt i høringen ${day(text)}`,
    ),
    'covered-at-recovery': claim,
    'recovery-returned': (about) =>
      form(
        /^claim (\d+) loss (\d+)$/,
        (number, loss) => `krav ${number}, afskrivning ${loss} gælder ikke`,
      )(about) ??
      form(
        /^claim (\d+) notification (\d+) (\S+) (\d+) of (\d+)$/,
        (number, id, kind, said = '', known = '') =>
          `krav ${number}, underretning ${id} (${kind}): Gældsstyrelsen siger, at der var ${inKroner(said)} tilbage; efter det, vi har fået at vide, var det ${inKroner(known)}`,
      )(about) ??
      notified(about),
    'recovery-differs': notified,
    'recovery-told-twice': form(
      /^(?:claim (\d+) )?notification (\d+) as (\d+)$/,
      (number = '', id, earlier) => `${ofClaim(number)}underretning ${id} er måske den samme som ${earlier}`,
    ),
    'recovery-typed-again': form(
      /^(?:claim (\d+) )?notification (\d+) again (\d+)$/,
      (number = '', id, time) => `${ofClaim(number)}underretning ${id}, tastet for ${time}. gang`,
    ),
    'recovery-balance': claim,
  };
}

function inKroner(amount: string): string {
  return readableKroner(ore(BigInt(amount)));
}

function ofClaim(number: string): string {
  return number === '' ? '' : `krav ${number}, `;
}

function stoppedWords(how: string, detail: string, day: Forms['day']): string | null {
  switch (how) {
    case 'received':
      return 'Gældsstyrelsen har modtaget det';
    case 'in-hearing':
      return detail === '' ? 'det er i høring' : `det er i høring; dets tid løber ud ${day(detail)}`;
    case 'regretted':
      return `det skal fortrydes i høringen, reference ${detail}`;
    case 'perhaps-typed':
      return `det er måske tastet i portalen, reference ${detail}`;
    default:
      return null;
  }
}

/** What stops a cleared claim, interest or fee, as the checklist told it; null = not a form of it. */
export function claimWaitsIn(tag: string): string | null {
  const field = /^field-missing (\S+)$/.exec(tag)?.[1];
  if (field !== undefined) return `${notReadyWords['field-missing']} (${field})`;
  const rule = /^filter-rule (\S+)$/.exec(tag)?.[1];
  if (rule !== undefined) return `${notReadyWords['filter-rule']} (${rule})`;
  const again = /^resubmit-(.+)$/.exec(tag)?.[1];
  if (again !== undefined) return resubmitWords[again as ResubmitRefusal] ?? null;
  return notReadyWords[tag as NotReadyTag] ?? null;
}

const notReadyWords: Readonly<Record<NotReadyTag | 'type-not-in-use', string>> = {
  'srb-not-passed': 'den sidste rettidige dag er ikke gået',
  'deadline-not-passed': 'fristen i det sidste brev er ikke gået',
  'no-reminder': 'der er ikke rykket',
  'not-told': 'en skyldner har ikke fået varslet',
  'notice-not-arrived': 'varslet er ikke kommet frem',
  'no-exception-reason': 'det er ikke skrevet, hvorfor skyldneren ikke har fået varslet',
  'plan-or-deferral': 'der er en afdragsordning eller udsat betaling',
  'not-in-default': 'en skyldner har ikke misligholdt',
  'objection-open': 'en indsigelse eller klage er ikke afgjort',
  lapsed: 'det er bortfaldet',
  'time-barred': 'det er forældet',
  'end-not-known': 'forældelsen kendes ikke',
  'charges-inside': 'renter og gebyrer er lagt i kravet; de skal stå for sig',
  'main-claim-not-at-recovery': 'hovedkravet er ikke hos Gældsstyrelsen',
  'debtor-missing': 'der mangler en skyldner',
  'split-liability': 'gælden er delt: del kravet først',
  'co-debtor-not-in-default': 'den anden ægtefælle har ikke misligholdt',
  'type-not-in-agreement': 'fordringshaveraftalen har ikke typen (afdrag agreement-types import)',
  'sent-before': 'det er sendt før',
  'names-others': 'beskrivelsen nævner andre',
  'description-too-long': 'beskrivelsen er for lang',
  'field-missing': 'et felt mangler, som typen skal have',
  'filter-rule': 'Gældsstyrelsen spørger om det eller afviser det efter en regel',
  'no-published-rules': 'Gældsstyrelsens regler for typen kendes ikke; en medarbejder skal se på det',
  'above-cap': 'beløbet er over typens grænse',
  'above-own-check': 'beløbet er over det, kommunen selv vil se på',
  'type-not-in-use': 'kravets type er ikke i brug',
};

const resubmitWords: Readonly<Record<ResubmitRefusal, string>> = {
  'not-recalled': 'det er ikke kaldt tilbage',
  'after-fejl': 'det blev kaldt tilbage som en fejl (FEJL) og kan ikke sendes igen',
  'after-bort': 'det blev kaldt tilbage som bortfaldet (BORT) og kan ikke sendes igen',
  'bord-by-person':
    'det blev kaldt tilbage på grund af en betalingsordning (BORD); en medarbejder skal se på det',
  'other-creditor': 'det blev sendt af en anden fordringshaver',
  'master-data-differ': 'datoer eller periode er ikke som dengang, det blev sendt',
  'set-off-claim': 'det var registreret til modregning og kan ikke sendes igen',
};

const recallReasonWords: Readonly<Record<RecallReason, string>> = {
  BORD: 'betalingsordning',
  BORT: 'bortfald',
  FEJL: 'fejl',
  HENS: 'henstand',
  KLAG: 'klage',
  HAFT: 'hæftelse',
};

/** As persons read it, with the authority's code. */
export function recallReasonText(reason: RecallReason): string {
  return `${recallReasonWords[reason]} (${reason})`;
}

export const recallRefusals: Readonly<Record<RecallRefusal, string>> = {
  'state-refund': 'staten betaler en del, så kun fejl og klage er grund nok',
  'not-at-recovery': 'Gældsstyrelsen har det ikke',
  'open-action': 'en tidligere besked om kravet er ikke udført',
  'effective-date-required': 'virkningsdatoen mangler',
  'effective-date-not-allowed': 'med den grund skal der ikke stå en virkningsdato',
  'effective-in-future': 'virkningsdatoen er ikke kommet',
  'effective-before-receipt': 'virkningsdatoen ligger før modtagelsen',
  'recalled-for-good': 'det er kaldt tilbage som en fejl før',
  'only-fejl-now': 'det er kaldt tilbage før, så kun fejl er grund nok',
  'split-related-first': 'delte renter og gebyrer skal kaldes tilbage først',
  'lapse-in-old-system': 'i det gamle system kan bortfald ikke være grunden',
};

const actionRefusals: Readonly<
  Record<ActionRefusal | 'no-right' | 'no-earlier-action' | 'nothing-changed' | 'never-told', string>
> = {
  'not-at-recovery': 'Gældsstyrelsen har ikke kravet',
  recalled: 'det er kaldt tilbage',
  'open-action': 'en tidligere besked om kravet er ikke udført',
  nothing: 'beløbet er 0',
  'more-than-left': 'det er mere, end der er tilbage dér',
  'not-the-main-claim': 'kun hovedkravet kan nedskrives med en betaling',
  'liability-level': 'det kan ikke siges om én skyldner',
  'effective-date-required': 'virkningsdatoen mangler',
  'effective-date-not-allowed': 'der må ikke stå en virkningsdato',
  'effective-in-future': 'virkningsdatoen er ikke kommet',
  'reason-out-of-use': 'den grund bruges ikke mere',
  'interest-is-not-written-up': 'renter skrives ikke op; mere rente er et krav for sig',
  'principal-not-higher': 'hovedstolen er ikke højere',
  'takes-back-another-kind': 'det tager noget andet tilbage, end der er fortalt',
  'not-carried-out': 'det, der skal tages tilbage, er ikke udført',
  'taken-back-before': 'det er taget tilbage før',
  'another-amount': 'beløbet er et andet',
  'another-effective-date': 'virkningsdatoen er en anden',
  'no-right': 'aftalen giver ikke ret til at fortælle det (recovery.rights i opsætningen)',
  'never-told': 'betalingen blev ikke fortalt',
  'no-earlier-action': 'der er intet at tage tilbage',
  'nothing-changed': 'der er ikke ændret noget',
};

/** What changed here, where a claim at Gældsstyrelsen is told of it; the number after it is its own. */
const causeWords: Readonly<Record<string, string>> = {
  payment: 'betaling',
  'payment-reversed': 'tilbageført betaling',
  'suspense-resolved': 'betaling',
  reallocated: 'flyttet betaling',
  'claim-corrected': 'rettelse',
  'charge-adjusted': 'ændret rente eller gebyr',
  'liability-ended': 'ophørt hæftelse',
  'written-off': 'afskrivning',
  'write-off-reversed': 'tilbageført afskrivning',
  'loss-recovered': 'afskrivning',
  'set-off': 'modregning',
  'refund-decided': 'tilbagebetaling',
};
