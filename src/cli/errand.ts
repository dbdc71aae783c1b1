import { claimNumber } from '../claims/types.ts';
import { closeErrand, type CloseErrand, type CloseRefusal } from '../endings/close-errand.ts';
import { deadlinesOf } from '../endings/errand-job.ts';
import { openErrands } from '../endings/errand-rows.ts';
import { errandKinds, outcomes, type Errand, type ErrandOutcome } from '../endings/errand-types.ts';
import {
  announceErrand,
  type AnnounceRefusal,
  fileErrand,
  openErrand,
  rejectErrand,
  settleRejection,
  type FilingRefusal,
  type OpenRefusal,
  type SettleRefusal,
} from '../endings/errands.ts';
import { judgeClaim, type JudgeRefusal } from '../endings/judge-claim.ts';
import { readableDate, type PlainDate } from '../kernel/dates.ts';
import { parseDebtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { plainKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { byOption } from './acting.ts';
import { actOn, listOpen, numberGiven, type Matter } from './act-on-number.ts';
import { errandKindWords, errandOutcomeWords } from './bill-words.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  UsageError,
  type Command,
  type Given,
} from './command.ts';

const acts = { ...municipalityOption, ...onOption, ...byOption, ...jsonOption };
const numbered = { ...acts, errand: { type: 'string' }, day: { type: 'string' } } as const;

/** `afdrag errand open`: a death, bankruptcy or debt relief becomes an errand, and what is owed is held. */
export const errandOpenCommand: Command = {
  words: 'errand open',
  usage: `--municipality 998 --debtor NUMMER --kind ${errandKinds.join('|')} --day 2026-03-01 [--by NAVN] [--json]`,
  summary: 'åbner en sag om dødsbo, konkurs eller gældssanering og standser opkrævningen',
  options: { ...acts, ...debtorOption, kind: { type: 'string' }, day: { type: 'string' } },
  run: (given, shell) => {
    given.required('kind');
    const kind = given.oneOf('kind', [...errandKinds]);
    const [debtor, beganOn] = [given.debtor(), dayGiven(given)];
    return actOn(errands, { given, shell }, (tx, acting) =>
      openErrand(tx, { ...acting, kind, debtor, beganOn }),
    );
  },
};

/** `afdrag errand announce`: the call to creditors, and with it the last day to file. */
export const errandAnnounceCommand: Command = {
  words: 'errand announce',
  usage: '--municipality 998 --errand NUMMER --day 2026-03-02 [--file-by 2026-04-27] [--by NAVN] [--json]',
  summary: 'noterer proklama og dermed fristen for at anmelde',
  options: { ...numbered, 'file-by': { type: 'string' } },
  run: (given, shell) => {
    const [number, announcedOn, fileBy] = [
      numberGiven(given, 'errand', listed),
      dayGiven(given),
      given.date('file-by'),
    ];
    return actOn(errands, { given, shell }, (tx, acting) =>
      announceErrand(tx, { ...acting, number, announcedOn, fileBy }),
    );
  },
};

/** `afdrag errand file`: the claims were filed, or the executor has rejected them. */
export const errandFileCommand: Command = {
  words: 'errand file',
  usage:
    '--municipality 998 --errand NUMMER --day 2026-04-01 [--how final|provisional|rejected|sued|waived] [--by NAVN] [--json]',
  summary:
    'noterer, at kravene er anmeldt endeligt eller foreløbigt, at boet har afvist dem, eller hvad der skete med afvisningen',
  options: { ...numbered, how: { type: 'string' } },
  run: (given, shell) => {
    const [number, day] = [numberGiven(given, 'errand', listed), dayGiven(given)];
    const how = given.oneOf('how', ['final', 'provisional', 'rejected', 'sued', 'waived']);
    return actOn(errands, { given, shell }, async (tx, acting) => {
      if (how === 'rejected') return rejectErrand(tx, { ...acting, number, rejectedOn: day });
      if (how === 'sued' || how === 'waived') {
        const settled = await settleRejection(tx, { ...acting, number, settledOn: day, how });
        if (!settled.ok) return settled;
        if (settled.value.late)
          shell.tell('Sagen er anlagt efter fristen: Det er ikke sikkert, at afvisningen kan prøves.');
        return { ok: true, value: settled.value.errand };
      }
      const filed = await fileErrand(tx, { ...acting, number, filedOn: day, how });
      if (!filed.ok) return filed;
      if (filed.value.late)
        shell.tell('Anmeldt efter fristen: Det er ikke sikkert, at kravene kan kræves betalt.');
      return { ok: true, value: filed.value.errand };
    });
  },
};

/** `afdrag errand close`: how it ended, and what follows for what is owed. */
export const errandCloseCommand: Command = {
  words: 'errand close',
  usage: `--municipality 998 --errand NUMMER --outcome ${outcomes.join('|')} [--kept 12,5] [--successors NUMMER,NUMMER] [--by NAVN] [--json]`,
  summary: 'lukker sagen: hvem der ikke længere hæfter, og hvem der hæfter i stedet',
  options: {
    ...numbered,
    outcome: { type: 'string' },
    kept: { type: 'string' },
    successors: { type: 'string' },
  },
  run: (given, shell) => {
    const number = numberGiven(given, 'errand', listed);
    given.required('outcome');
    const outcome: ErrandOutcome = given.oneOf('outcome', [...outcomes]);
    const asked: Pick<CloseErrand, 'outcome' | 'kept' | 'successors'> = {
      outcome,
      kept: keptGiven(given),
      successors: successorsGiven(given),
    };
    return actOn(errands, { given, shell }, (tx, acting) => closeErrand(tx, { ...acting, number, ...asked }));
  },
};

/** `afdrag errand claim`: a person says whether a claim belongs to an errand. */
export const errandClaimCommand: Command = {
  words: 'errand claim',
  usage:
    '--municipality 998 --errand NUMMER --claim NUMMER --covered yes|no --because TEKST [--by NAVN] [--json]',
  summary: 'siger, om et krav hører med til sagen, når dets datoer ikke gør det',
  options: {
    ...acts,
    errand: { type: 'string' },
    claim: { type: 'string' },
    covered: { type: 'string' },
    because: { type: 'string' },
  },
  run: (given, shell) => {
    const number = numberGiven(given, 'errand', listed);
    const claim = claimNumber(numberGiven(given, 'claim', claimListed));
    given.required('covered');
    const covered = given.oneOf('covered', ['yes', 'no']) === 'yes';
    const because = given.required('because');
    return actOn(errands, { given, shell }, (tx, acting) =>
      judgeClaim(tx, { ...acting, number, claim, covered, because }),
    );
  },
};

/** `afdrag errand list`: the errands that are open, and the next deadline of each. */
export const errandListCommand: Command = {
  words: 'errand list',
  usage: '--municipality 998 [--json]',
  summary: 'viser åbne sager om dødsbo, konkurs og gældssanering',
  options: { ...municipalityOption, ...jsonOption },
  run: (given, shell) =>
    listOpen(errands, { given, shell }, { open: openErrands, none: 'Ingen sager er åbne.' }),
};

const listed = { form: /^[1-9]\d{7,11}$/, means: 'et nummer fra listen (afdrag errand list)' } as const;

const claimListed = { form: /^[1-9]\d{0,17}$/, means: 'et krav (afdrag debtor show)' } as const;

type Refusal =
  | FilingRefusal
  | OpenRefusal
  | CloseRefusal
  | JudgeRefusal
  | AnnounceRefusal
  | SettleRefusal
  | { readonly tag: 'before-filed'; readonly filedOn: PlainDate };

const errands: Matter<Errand, Refusal> = {
  name: 'errand',
  purpose: 'dødsboskifteloven; konkursloven',
  line: errandLine,
  json: errandJson,
  refusalText: (_, refusal) => refusalText(refusal),
};

function dayGiven(given: Given): PlainDate {
  const day = given.date('day');
  if (day === null) throw new UsageError('--day mangler');
  return day;
}

/** A percentage with at most two decimals, in hundredths. */
function keptGiven(given: Given): number | null {
  const text = given.text('kept');
  if (text === null) return null;
  const { whole = '', part = '' } = /^(?<whole>\d{1,3})(?:[.,](?<part>\d{1,2}))?$/.exec(text)?.groups ?? {};
  const hundredths = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  if (whole === '' || hundredths > 10_000) throw new UsageError('--kept skal være en procent fra 0 til 100');
  return hundredths;
}

function successorsGiven(given: Given): DebtorNumber[] {
  const text = given.text('successors');
  return (text === null ? [] : text.split(',')).map((each) => {
    const debtor = parseDebtorNumber(each.trim());
    if (debtor === null) throw new UsageError('--successors skal være debitornumre med komma imellem');
    return debtor;
  });
}

function errandLine(errand: Errand): string {
  const { number, kind, debtor, beganOn, filed, sued, outcome } = errand;
  const parts = [
    `${number}: ${errandKindWords[kind]}, debitor ${debtor}, fra ${readableDate(beganOn)}`,
    ...(filed === null
      ? []
      : [`anmeldt ${filed.how === 'final' ? 'endeligt' : 'foreløbigt'} ${readableDate(filed.on)}`]),
    ...(sued === null
      ? []
      : [
          `${sued.how === 'sued' ? 'sag anlagt' : 'afvisningen taget til efterretning'} ${readableDate(sued.on)}`,
        ]),
    ...(outcome === null ? deadlinesOf(errand).map((deadline) => `frist ${readableDate(deadline)}`) : []),
    ...(outcome === null ? [] : [`lukket (${errandOutcomeWords[outcome]})`]),
  ];
  return parts.join(', ');
}

function errandJson({ number, filed, ...errand }: Errand) {
  const deadlines = deadlinesOf({ number, filed, ...errand });
  const amount = filed === null ? null : { ...filed, amount: plainKroner(filed.amount) };
  return {
    ...errand,
    number: String(number),
    filed: amount,
    deadline: deadlines[0] ?? null,
    deadlines,
  };
}

function refusalText(refusal: Refusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Der er ingen debitor med det nummer.';
    case 'unknown-errand':
      return 'Der er ingen sag med det nummer. Se listen med: afdrag errand list';
    case 'errand-closed':
      return 'Sagen er lukket.';
    case 'opened-already':
      return `Der er allerede en sag (${refusal.number}).`;
    case 'in-future':
      return 'Den dag er ikke kommet endnu.';
    case 'before-it-began':
      return 'Den dag ligger før dødsfaldet eller dekretet.';
    case 'deadline-missing':
      return 'Skriv fristen for at anmelde med --file-by; kun et dødsbos frist følger af proklama.';
    case 'deadline-before-call':
      return 'Fristen (--file-by) ligger før proklama.';
    case 'deadline-too-late':
      return `I et dødsbo skal kravene anmeldes senest otte uger efter proklama, her den ${readableDate(refusal.latest)}; det, der anmeldes senere, er tabt (dødsboskifteloven §§ 81-83). Lad --file-by være.`;
    case 'before-filed':
      return `Kravene blev anmeldt den ${readableDate(refusal.filedOn)} og kan ikke være afvist før.`;
    case 'before-rejected':
      return `Kravene blev afvist den ${readableDate(refusal.rejectedOn)}. Der kan ikke være anlagt sag eller givet afkald før.`;
    case 'rejected-before':
      return `Boet afviste kravene den ${readableDate(refusal.rejectedOn)}, og de var altså anmeldt da. Skriv først den dag, de blev anmeldt første gang.`;
    case 'outcome-of-another-kind':
      return `Sådan kan sagen ikke ende. Den kan ende som: ${refusal.outcomes.join(', ')}.`;
    case 'dead-by-cpr':
      return 'CPR siger, at borgeren er død. Sagen kan først lukkes som en fejl, når CPR siger andet.';
    case 'final-deadline-passed':
      return `Fristen for at anmelde endeligt var ${readableDate(refusal.finalBy)}; en ny foreløbig anmeldelse flytter den ikke.`;
    case 'not-rejected':
      return 'Boet har ikke afvist krav i sagen. Skriv først: afdrag errand file --how rejected';
    case 'because-missing':
      return 'Skriv hvorfor med --because.';
    case 'not-in-errand':
      return 'Kravet er ikke med i den sag. Skriv hovedkravets nummer.';
    case 'judged-already':
      return `Det er allerede sagt om kravet, at det ${refusal.covered ? 'hører' : 'ikke hører'} med.`;
    case 'kept-not-asked':
      return '--kept hører kun til gældssanering (--outcome relieved).';
    case 'kept-missing':
      return 'Skriv med --kept, hvor mange procent der stadig skal betales (0 for ingenting).';
    case 'successors-missing':
      return 'Skriv med --successors, hvem der hæfter i stedet (ægtefællen eller arvingerne), som debitornumre.';
    case 'successors-not-asked':
      return 'Med det udfald hæfter ingen i stedet. Skriv et andet udfald, eller lad --successors være.';
    case 'successor-is-the-dead':
      return 'Den døde kan ikke selv hæfte i stedet. Skriv ægtefællens eller arvingernes debitornumre.';
    case 'successor-unknown':
      return `Der er ingen debitor med nummer ${refusal.debtor}.`;
    case 'successor-dead':
      return `Debitor ${refusal.debtor} er død og kan ikke hæfte i stedet.`;
    case 'successor-freed':
      return `Debitor ${refusal.debtor} har hæftet for kravet ${refusal.claim} og gør det ikke længere. Skriv en anden, eller sig først, at kravet ikke hører med (afdrag errand claim --covered no).`;
    case 'joint-claim':
      return `Kravet ${refusal.claim} hæfter andre også for. Det skal deles af en medarbejder, før en del af det kan eftergives.`;
    default:
      return unreachable(refusal);
  }
}
