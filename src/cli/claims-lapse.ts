import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { readableDecisionId } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import { proposeLapse, type LapseRefusal } from '../agreements/lapse-by-hand.ts';
import type { LiabilityEndKind } from '../claims/liability-ends.ts';
import { inMunicipality } from '../platform/database.ts';
import { byOption, paragraphsGiven } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { claimFound, claimGiven } from './claim-given.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { decisionJson, decisionLine } from './decision-words.ts';
import { reassessRefusalText } from './reassess-words.ts';

/** `afdrag claims lapse`: a caseworker judges that a claim has lapsed; a second person approves it (bek. 585/2023 § 9). */
export const claimsLapseCommand: Command = {
  words: 'claims lapse',
  usage:
    '--municipality 998 --debtor NUMMER --claim KILDE:ID --on 2026-02-20 --because TEKST [--by NAVN] [--json]',
  summary: 'foreslår, at et krav er bortfaldet på en dag; en anden skal godkende',
  options: {
    ...municipalityOption,
    ...debtorOption,
    ...byOption,
    ...jsonOption,
    claim: { type: 'string' },
    on: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const name = claimGiven(given);
    const request = requestGiven(given, shell);
    return shell.withDatabase(async (database) => {
      const decision = await inMunicipality(database, municipality, async (tx) => {
        const claim = await claimFound(tx, name);
        const proposed = await proposeLapse(tx, { ...request, claim });
        if (!proposed.ok) throw new PlainError(lapseRefusalText(proposed.refusal));
        const { at, by, debtor } = request;
        const about = `claims lapse ${claim}`;
        await logAccess(tx, { at, actor: by, purpose: 'bek. 585/2023 § 9', debtor, about });
        return proposed.value;
      });
      shell.say(
        given.flag('json')
          ? JSON.stringify(decisionJson(decision))
          : `Foreslået: ${decisionLine(decision)}. En anden medarbejder skal godkende det (afdrag decision approve --decision ${readableDecisionId(decision.id)}).`,
      );
      return 0;
    });
  },
};

// `--on` is the day of the lapse; what is done here is done today.
function requestGiven(given: Given, shell: Shell) {
  const lapsedOn = given.date('on');
  if (lapsedOn === null) throw new UsageError('--on mangler');
  const at = shell.clock();
  return {
    debtor: given.debtor(),
    lapsedOn,
    because: paragraphsGiven(given, 'because'),
    by: given.text('by') === null ? shell.by : wordsGiven(given, 'by'),
    on: dayInCopenhagen(at),
    at,
  };
}

const endWords: Readonly<Record<LiabilityEndKind, string>> = {
  lapsed: 'Kravet er allerede bortfaldet for borgeren.',
  'time-barred': 'Kravet er forældet.',
  withdrawn: 'Kravet er trukket tilbage.',
  cancelled: 'Afgørelsen bag kravet er annulleret.',
  released: 'Borgeren hæfter ikke længere for kravet.',
  discharged: 'Borgeren er frigjort for kravet ved dødsbo, konkurs eller gældssanering.',
};

function lapseRefusalText(refusal: LapseRefusal): string {
  switch (refusal.tag) {
    case 'not-liable':
      return 'Borgeren hæfter ikke for det krav.';
    case 'ended':
      return endWords[refusal.kind];
    case 'nothing-left':
      return 'Der er ikke mere at betale på kravet.';
    case 'order-not-read':
      return `Bekendtgørelsen om, hvordan ydelser efter ${refusal.law} betales tilbage (${refusal.order}), er ikke læst, så der kan ikke skrives en afgørelse om bortfald. Afgør det uden for programmet, og afskriv så kravet (afdrag write-off propose).`;
    case 'cannot-lapse':
      return 'Hjælpen er ikke ophørt, eller der er ingen regel om bortfald for kravets lov.';
    case 'too-early':
      return `Kravet kan tidligst bortfalde ${readableDate(refusal.earliest)}, og det er først bortfaldet, når den dag er gået.`;
    case 'not-yet':
      return 'Den dag er ikke kommet endnu.';
    case 'under-way':
      return 'Der er allerede et forslag eller en afgørelse på vej til borgeren. Gør den færdig, eller tag den tilbage først.';
    case 'because-missing':
      return 'Skriv med --because, hvorfor kravet er bortfaldet.';
    default:
      return reassessRefusalText(refusal);
  }
}
