import { logAccess } from '../access/access-log.ts';
import { withNames } from '../endings/listed-losses.ts';
import type { WriteOff } from '../endings/types.ts';
import {
  approveLoss,
  proposeLoss,
  reasonsByHand,
  refuseLoss,
  takeLossBack,
  type ApproveLoss,
  type LossRefusal,
  type ProposeRefusal,
} from '../endings/write-off-acts.ts';
import { unreachable, type Result } from '../kernel/result.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption, type Acting } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { numberGiven } from './act-on-number.ts';
import { claimFound, claimGiven } from './claim-given.ts';
import { configuredIn } from './configured.ts';
import {
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { lossJson, lossLine, writeOffAccess } from './write-off.ts';

const listed = { form: /^[1-9]\d{2,18}$/, means: 'et nummer fra listen (afdrag write-off --list)' } as const;
const actOptions = { ...municipalityOption, ...onOption, ...byOption, ...jsonOption };

/** `afdrag write-off propose`: a caseworker proposes to book all that is left of a claim as a loss. */
export const writeOffProposeCommand: Command = {
  words: 'write-off propose',
  usage: `--municipality 998 --claim KILDE:ID --reason ${reasonsByHand.join('|')} --because TEKST [--by NAVN] [--json]`,
  summary: 'foreslår at afskrive det, der er tilbage af et krav; en anden skal godkende',
  options: {
    ...actOptions,
    claim: { type: 'string' },
    reason: { type: 'string' },
    because: { type: 'string' },
  },
  run: (given, shell) => {
    const name = claimGiven(given);
    given.required('reason');
    const [first, ...rest] = reasonsByHand;
    const reason = given.oneOf('reason', [first, ...rest]);
    const because = wordsGiven(given, 'because');
    return act({ given, shell, done: 'Foreslået' }, async (tx, acting) => {
      const claim = await claimFound(tx, name);
      const { version } = await configuredIn(tx);
      return proposeLoss(tx, { ...acting, claim, reason, because, configurationVersion: version });
    });
  },
};

/** `afdrag write-off approve`: a second person approves within the limit of a role. */
export const writeOffApproveCommand: Command = {
  words: 'write-off approve',
  usage:
    '--municipality 998 --number NUMMER --role ROLLE [--committee "UDVALG, MØDE, PUNKT"] [--by NAVN] [--json]',
  summary: 'godkender en afskrivning inden for rollens beløbsgrænse og bogfører den',
  options: {
    ...actOptions,
    number: { type: 'string' },
    role: { type: 'string' },
    committee: { type: 'string' },
  },
  run: (given, shell) => {
    const number = numberGiven(given, 'number', listed);
    const deciding = decidingGiven(given);
    return act({ given, shell, done: 'Godkendt' }, async (tx, acting) =>
      approveLoss(tx, { ...acting, ...deciding, number, configured: await configuredIn(tx) }),
    );
  },
};

/** The role that somebody decides in, and the committee's decision where it has made one. */
function decidingGiven(given: Given): Pick<ApproveLoss, 'role' | 'committee'> {
  const committee = given.text('committee') === null ? null : wordsGiven(given, 'committee');
  return { role: wordsGiven(given, 'role'), committee };
}

/** `afdrag write-off refuse`: the proposal is not booked. */
export const writeOffRefuseCommand: Command = {
  words: 'write-off refuse',
  usage: '--municipality 998 --number NUMMER --because TEKST [--by NAVN] [--json]',
  summary: 'afviser et forslag om afskrivning',
  options: { ...actOptions, number: { type: 'string' }, because: { type: 'string' } },
  run: (given, shell) => {
    const number = numberGiven(given, 'number', listed);
    const because = wordsGiven(given, 'because');
    return act({ given, shell, done: 'Afvist' }, (tx, acting) =>
      refuseLoss(tx, { ...acting, number, because }),
    );
  },
};

/** `afdrag write-off reverse`: another than who approved it takes a booked loss back, within the limit of a role. */
export const writeOffReverseCommand: Command = {
  words: 'write-off reverse',
  usage:
    '--municipality 998 --number NUMMER --because TEKST --role ROLLE [--committee "UDVALG, MØDE, PUNKT"] [--by NAVN] [--json]',
  summary: 'tilbagefører en bogført afskrivning inden for rollens beløbsgrænse',
  options: {
    ...actOptions,
    number: { type: 'string' },
    because: { type: 'string' },
    role: { type: 'string' },
    committee: { type: 'string' },
  },
  run: (given, shell) => {
    const number = numberGiven(given, 'number', listed);
    const because = wordsGiven(given, 'because');
    const deciding = decidingGiven(given);
    return act({ given, shell, done: 'Tilbageført' }, async (tx, acting) =>
      takeLossBack(tx, { ...acting, ...deciding, number, because, configured: await configuredIn(tx) }),
    );
  },
};

interface Act {
  readonly given: Given;
  readonly shell: Shell;
  /** What has been done, as the answer begins. */
  readonly done: string;
}

async function act(
  { given, shell, done }: Act,
  work: (tx: MunicipalityTx, acting: Acting) => Promise<Result<WriteOff, LossRefusal | ProposeRefusal>>,
): Promise<number> {
  const municipality = given.municipality();
  const acting = actingAs(given, shell);
  return shell.withDatabase(async (database) => {
    const loss = await inMunicipality(database, municipality, async (tx) => {
      const acted = await work(tx, acting);
      if (!acted.ok) throw new PlainError(refusalText(acted.refusal));
      await logAccess(tx, {
        ...writeOffAccess(acting.by, acting.at, String(acted.value.number)),
        debtor: acted.value.debtor,
      });
      return (await withNames(tx, [acted.value]))[0];
    });
    if (loss === undefined) return 1;
    const listed = loss.state === 'committee' ? ' Den står nu på udvalgets liste.' : '';
    shell.say(given.flag('json') ? JSON.stringify(lossJson(loss)) : `${done}: ${lossLine(loss)}.${listed}`);
    return 0;
  });
}

function refusalText(refusal: LossRefusal | ProposeRefusal): string {
  switch (refusal.tag) {
    case 'unknown-loss':
      return 'Der er ingen afskrivning med det nummer. Se listen med: afdrag write-off --list';
    case 'wrong-state':
      return `Afskrivningen kan det ikke, som den står (${refusal.state}).`;
    case 'changed':
      return 'Der står et andet beløb på kravet nu. Afvis forslaget, og lav et nyt.';
    case 'at-recovery':
      return 'Kravet er på vej til Gældsstyrelsen eller er dér. Kald det tilbage først (afdrag recovery recall).';
    case 'given-up-there':
      return 'Gældsstyrelsen har opgivet det og har resten af kravet. Kald kravet tilbage først (afdrag recovery recall); så kan det skyldes her.';
    case 'committee-decides':
      return 'Beløbet er over udvalgets grænse. Skriv udvalgets beslutning med --committee.';
    case 'not-on-the-list':
      return 'Udvalget er ikke blevet spurgt endnu. Godkend uden --committee først; så kommer beløbet på udvalgets liste, hvis det er over grænsen.';
    case 'because-missing':
      return 'Skriv hvorfor med --because.';
    case 'same-person':
      return 'Den, der har foreslået det, kan ikke selv godkende det, og den, der har godkendt, kan ikke selv tilbageføre.';
    case 'above-limit':
      return 'Beløbet er over rollens grænse (writeOff.limits i opsætningen).';
    case 'role-missing':
      return 'Rollen står ikke i opsætningen (writeOff.limits) og kan ikke godkende afskrivninger.';
    case 'no-ground':
      return 'Der er ikke noteret nogen begrundelse for at bogføre det uden et menneske.';
    case 'nothing-left':
      return 'Der er ikke mere tilbage af kravet at afskrive her.';
    case 'proposed-already':
      return `Det er allerede foreslået (${refusal.number}).`;
    default:
      return unreachable(refusal);
  }
}
