import type { Delivery, DeliveryKind } from '../direct-debit/deliveries.ts';
import type { FileRefusal } from '../direct-debit/file-port.ts';
import type { DirectDebitOf } from '../direct-debit/for-citizen.ts';
import {
  lineOutcomes,
  type FileTaken,
  type LineOutcome,
  type TakeFileRefusal,
} from '../direct-debit/take-file.ts';
import { debitReference, type Debit, type DebitState, type MandateState } from '../direct-debit/types.ts';
import { readableDate } from '../kernel/dates.ts';
import { parseKroner, plainKroner, readableKroner, zeroOre } from '../kernel/money.ts';

/** What the commands about Betalingsservice say, in Danish, and in JSON. */

/** A delivery, as `--json` tells it. */
export interface DeliveryTold {
  readonly delivery: string;
  readonly kind: DeliveryKind;
  readonly lines: number;
  readonly amount: string;
}

export function deliveriesJson(deliveries: readonly Delivery[]): DeliveryTold[] {
  return deliveries.map(({ number, kind, lines, amount }) => ({
    delivery: number.toString(),
    kind,
    lines,
    amount: plainKroner(amount),
  }));
}

const kindWords: Readonly<Record<DeliveryKind, string>> = {
  collections: 'opkrævninger',
  cancellations: 'aftaler, der er stoppet',
};

export function deliveryLines(
  made: readonly DeliveryTold[],
  { files, dryRun }: { readonly files: readonly string[]; readonly dryRun: boolean },
): string[] {
  const lines = made.map(({ delivery, kind, lines: count, amount }) => {
    const sum = kind === 'collections' ? ` på i alt ${readableKroner(parseKroner(amount) ?? zeroOre)}` : '';
    const what = `${count} ${kindWords[kind]}${sum}`;
    return dryRun
      ? `Prøvekørsel: ${what} ville blive sendt til Betalingsservice.`
      : `Leverance ${delivery}: ${what}.`;
  });
  const laid = files.map((file) => `Fil til Betalingsservice: ${file}`);
  return made.length === 0
    ? ['Der er intet at sende til Betalingsservice i dag.', ...laid]
    : [...lines, ...laid];
}

const outcomeWords: Readonly<Record<LineOutcome, string>> = {
  paid: 'Betalt og fordelt',
  suspended: 'Betalt, men ikke fordelt; en medarbejder skal se på det',
  rejected: 'Afvist: borgeren skal selv betale',
  cancelled: 'Stoppet, før der blev betalt: borgeren skal selv betale',
  chargedBack: 'Taget tilbage: skyldes igen',
  began: 'Tilmeldt',
  ended: 'Afmeldt',
  known: 'Kendt i forvejen',
  left: 'Betalt med indbetalingskort; banken fortæller det',
  toPerson: 'En medarbejder skal se på det (afdrag work list)',
};

export function takenJson({ state, lines, outcomes }: FileTaken) {
  const told = lineOutcomes.map((each) => {
    const { count, amount } = outcomes[each];
    return [each, { lines: count, amount: plainKroner(amount) }] as const;
  });
  return { state, lines, ...Object.fromEntries(told) };
}

export function takenLines({ state, lines, outcomes }: FileTaken, dryRun: boolean): string[] {
  if (state === 'was-taken-in') return ['Filen er indlæst før. Intet er ændret.'];
  return [
    dryRun ? `Prøvekørsel: ${lines} linjer ville blive indlæst.` : `${lines} linjer er indlæst.`,
    ...lineOutcomes
      .filter((each) => outcomes[each].count > 0)
      .map((each) => {
        const { count, amount } = outcomes[each];
        const sum = amount === zeroOre ? '' : `, i alt ${readableKroner(amount)}`;
        return `  ${outcomeWords[each]}: ${count}${sum}.`;
      }),
  ];
}

/** Why a file is refused whole, where, and what to do. */
export function unreadableWords({ tag, line }: FileRefusal): string {
  return `${unreadable[tag].replace('{line}', `linje ${line}`)} Intet er indlæst.`;
}

const FETCH_AGAIN = 'Hent filen igen hos Betalingsservice.';
const unreadable: Readonly<Record<FileRefusal['tag'], string>> = {
  'not-a-file': 'Filen er ikke en fil fra Betalingsservice.',
  'other-delivery': 'Filen er hverken om betalinger (0602) eller aftaler (0603). Læs den ikke ind her.',
  'line-length': `Filens {line} har ikke 128 tegn: filen er gået i stykker. ${FETCH_AGAIN}`,
  'not-readable': `Filens {line} kan ikke læses. ${FETCH_AGAIN} Sker det igen, så spørg Betalingsservice.`,
  'out-of-order': `Filens {line} står forkert. ${FETCH_AGAIN} Sker det igen, så spørg Betalingsservice.`,
  torn: `Filen holder op efter {line}, før den er færdig. ${FETCH_AGAIN}`,
  'totals-differ': `Summen i filens {line} passer ikke med dens linjer. ${FETCH_AGAIN} Sker det igen, så spørg Betalingsservice.`,
  'other-supplier':
    'Filen er til en anden dataleverandør end kommunens. Se efter, om det er den rigtige fil, og om betalingsservice.dataSupplier passer.',
  'other-creditor':
    'Filens {line} er om et andet PBS-nummer eller en anden debitorgruppe end kommunens. Se efter, om det er den rigtige fil.',
  'unknown-code':
    'Filens {line} har en kode, som Afdrag ikke kender. Spørg Betalingsservice, hvad den betyder.',
  'told-twice': `Filens {line} står der to gange. Spørg Betalingsservice, hvad der er rigtigt.`,
};

export function refusalWords(refusal: TakeFileRefusal): string {
  switch (refusal.tag) {
    case 'in-future':
      return `Filens linje ${refusal.line} er om en dag efter i dag. Intet er indlæst.`;
    case 'other-contents':
      return `En anden fil fra Betalingsservice med nummer ${refusal.number} er indlæst før. Spørg Betalingsservice, hvilken der er rigtig. Intet er indlæst.`;
  }
}

const mandateWords: Readonly<Record<MandateState, string>> = {
  asked: 'ønsket på borgerens side; Betalingsservice har ikke fortalt om den',
  active: 'tilmeldt',
  stopping: 'stoppet af borgeren; Betalingsservice har ikke fortalt, at den er ophørt',
  ended: 'afmeldt',
};
const debitWords: Readonly<Record<DebitState, string>> = {
  sent: 'sendt til Betalingsservice',
  paid: 'betalt',
  rejected: 'afvist',
  cancelled: 'stoppet',
  'charged-back': 'taget tilbage',
};

export function shownJson({ mandate, coming, told }: DirectDebitOf) {
  return {
    mandate:
      mandate === null
        ? null
        : {
            state: mandate.state,
            agreement: mandate.agreement,
            from: mandate.validFrom,
            endedOn: mandate.ended?.on ?? null,
            endedWhy: mandate.ended?.why ?? null,
          },
    debits: [...coming, ...told].map(({ number, state, payOn, amount, mains, payment }) => ({
      reference: debitReference(number),
      state,
      payOn,
      amount: plainKroner(amount),
      claims: mains.map(String),
      payment: payment?.toString() ?? null,
    })),
  };
}

export function shownLines({ mandate, coming, told }: DirectDebitOf): string[] {
  if (mandate === null) return ['Debitor har ikke været tilmeldt Betalingsservice.'];
  const { state, agreement, validFrom, ended } = mandate;
  const number = agreement === null ? '' : ` (aftale ${agreement})`;
  const from = validFrom === null ? '' : `, fra ${readableDate(validFrom)}`;
  const until = ended === null ? '' : `, til ${readableDate(ended.on)}`;
  return [
    `Betalingsservice: ${mandateWords[state]}${number}${from}${until}.`,
    ...[...coming, ...told].map(debitLine),
  ];
}

function debitLine({ number, payOn, amount, state, text }: Debit): string {
  return `  ${readableDate(payOn)}: ${readableKroner(amount)}, ${debitWords[state]} (${text}, ${debitReference(number)})`;
}
