import {
  approveLiable,
  proposeLiable,
  refuseLiable,
  type ProposalRefusal,
} from '../endings/liable-parties.ts';
import { openProposals, type LiableProposal } from '../endings/liable-rows.ts';
import { readableDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { byOption } from './acting.ts';
import { actOn, listOpen, numberGiven, type Matter } from './act-on-number.ts';
import { wordsGiven } from './amount.ts';
import { claimFound, claimGiven } from './claim-given.ts';
import { debtorOption, jsonOption, municipalityOption, onOption, type Command } from './command.ts';

const acts = { ...municipalityOption, ...onOption, ...byOption, ...jsonOption };
const numbered = { ...acts, number: { type: 'string' } } as const;
const listed = { form: /^[1-9]\d{2,18}$/, means: 'et nummer fra listen (afdrag liable list)' } as const;

/** `afdrag liable propose`: that somebody is liable for a claim besides those who owe it. */
export const liableProposeCommand: Command = {
  words: 'liable propose',
  usage: '--municipality 998 --claim KILDE:ID --debtor NUMMER --because TEKST [--by NAVN] [--json]',
  summary: 'foreslår, at en mere hæfter for et krav; brevet gengiver grunden, og en anden skal godkende',
  options: { ...acts, ...debtorOption, claim: { type: 'string' }, because: { type: 'string' } },
  run: (given, shell) => {
    const [name, debtor, because] = [claimGiven(given), given.debtor(), wordsGiven(given, 'because')];
    return actOn(proposals, { given, shell }, async (tx, acting) =>
      proposeLiable(tx, { ...acting, claim: await claimFound(tx, name), debtor, because }),
    );
  },
};

/** `afdrag liable approve`: a second person approves, and who is liable now is written to. */
export const liableApproveCommand: Command = {
  words: 'liable approve',
  usage: '--municipality 998 --number NUMMER [--by NAVN] [--json]',
  summary: 'godkender, at en mere hæfter for et krav',
  options: numbered,
  run: (given, shell) => {
    const number = numberGiven(given, 'number', listed);
    return actOn(proposals, { given, shell }, (tx, acting) => approveLiable(tx, { ...acting, number }));
  },
};

/** `afdrag liable refuse`: a proposal is refused, or taken back. */
export const liableRefuseCommand: Command = {
  words: 'liable refuse',
  usage: '--municipality 998 --number NUMMER --because TEKST [--by NAVN] [--json]',
  summary: 'afviser et forslag om, at en mere hæfter for et krav, eller tager det tilbage',
  options: { ...numbered, because: { type: 'string' } },
  run: (given, shell) => {
    const [number, because] = [numberGiven(given, 'number', listed), wordsGiven(given, 'because')];
    return actOn(proposals, { given, shell }, (tx, acting) =>
      refuseLiable(tx, { ...acting, number, because }),
    );
  },
};

/** `afdrag liable list`: the proposals that wait for a second person. */
export const liableListCommand: Command = {
  words: 'liable list',
  usage: '--municipality 998 [--json]',
  summary: 'viser forslag om, at en mere hæfter for et krav',
  options: { ...municipalityOption, ...jsonOption },
  run: (given, shell) =>
    listOpen(proposals, { given, shell }, { open: openProposals, none: 'Ingen forslag venter.' }),
};

const proposals: Matter<LiableProposal, ProposalRefusal> = {
  name: 'liable',
  purpose: 'who is liable for a claim',
  line: proposalLine,
  json: ({ number, claim, ...each }) => ({ number: String(number), claim: String(claim), ...each }),
  refusalText: (_, refusal) => refusalText(refusal),
};

const outcomeWords = { approved: 'godkendt', refused: 'afvist' } as const;

function proposalLine({
  number,
  claim,
  debtor,
  because,
  proposedOn,
  proposedBy,
  outcome,
}: LiableProposal): string {
  const stands = outcome === null ? 'venter på en anden medarbejder' : outcomeWords[outcome];
  return `${number}: debitor ${debtor} hæfter også for krav ${claim} (${because}), foreslået ${readableDate(proposedOn)} af ${proposedBy}, ${stands}`;
}

function refusalText(refusal: ProposalRefusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Der er ingen debitor med det nummer.';
    case 'because-missing':
      return 'Skriv hvorfor (--because).';
    case 'not-a-main-claim':
      return 'Renter og gebyrer følger hovedkravet. Nævn hovedkravet.';
    case 'benefit-repayment':
      return 'Hvem der hæfter for tilbagebetaling af ydelser, står i afgørelsen. Ret kravet hos kilden (afdrag claims correct).';
    case 'split-debt':
      return 'Kravet er en del af en delt gæld: Hver hæfter for sin egen del.';
    case 'liable-already':
      return 'Borgeren hæfter allerede for kravet, eller har gjort det.';
    case 'nothing-left':
      return 'Der er ikke mere at betale på kravet.';
    case 'at-recovery':
      return 'Kravet er hos Gældsstyrelsen eller på vej. Kald det tilbage først (afdrag recovery recall, HAFT).';
    case 'relieved-in-part':
      return 'En del af kravet er bortfaldet ved gældssanering for en, der hæfter. Det gælder ikke for andre. Kilden skal dele kravet, før en mere kan hæfte: Lad den, der også hæfter, få sit eget krav.';
    case 'proposed-already':
      return `Det er allerede foreslået (${refusal.number}).`;
    case 'unknown-proposal':
      return 'Der er intet forslag med det nummer. Se listen med: afdrag liable list';
    case 'closed-already':
      return 'Forslaget er allerede godkendt eller afvist.';
    case 'same-person':
      return 'En anden end den, der foreslog det, skal godkende.';
    default:
      return unreachable(refusal);
  }
}
