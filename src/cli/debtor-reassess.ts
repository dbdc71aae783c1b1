import { plainKroner, readableKroner, type Ore } from '../kernel/money.ts';
import { logAccess } from '../access/access-log.ts';
import { proposeManualPlan, type ManualRefusal } from '../agreements/manual-plan.ts';
import { reassess, type Reassessing } from '../agreements/reassess.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven } from './acting.ts';
import { amountGiven } from './amount.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { decisionJson, decisionLine } from './decision-words.ts';
import { findingWords } from './finding-words.ts';
import { reassessRefusalText, whatFollowedJson, whatFollowedLines } from './reassess-words.ts';

const options = {
  ...municipalityOption,
  ...debtorOption,
  ...byOption,
  ...onOption,
  ...jsonOption,
  because: { type: 'string' },
} as const;

/** `afdrag debtor reassess`: looks at one debtor again within a month that has been run, with today's facts. */
export const debtorReassessCommand: Command = {
  words: 'debtor reassess',
  usage: '--municipality 998 --debtor NUMMER --because TEKST [--on 2026-03-20] [--by NAVN] [--json]',
  summary: 'ser på én borger igen med de oplysninger, der er kommet siden',
  options,
  run: async (given, shell) => {
    const municipality = given.municipality();
    const request = requestGiven(given, shell);
    return shell.withDatabase(async (database) => {
      const outcome = await inMunicipality(database, municipality, async (tx) => {
        const looked = await reassess(tx, request);
        if (!looked.ok) throw new PlainError(reassessRefusalText(looked.refusal));
        await noteLook(tx, request, 'debtor reassess');
        return looked.value;
      });
      if (given.flag('json'))
        shell.say(JSON.stringify({ debtor: request.debtor, ...whatFollowedJson(outcome) }));
      else for (const line of [`Debitor ${request.debtor}`, ...whatFollowedLines(outcome)]) shell.say(line);
      return 0;
    });
  },
};

/** `afdrag debtor fix-amount`: a caseworker proposes an amount for one who is entitled to deferral (§ 6, stk. 2). */
export const debtorFixAmountCommand: Command = {
  words: 'debtor fix-amount',
  usage:
    '--municipality 998 --debtor NUMMER --monthly 300,00 --because TEKST [--on 2026-03-20] [--by NAVN] [--json]',
  summary: 'foreslår et beløb for en borger, der har ret til henstand (§ 6, stk. 2)',
  options: { ...options, monthly: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const request = { ...requestGiven(given, shell), monthly: amountGiven(given, 'monthly') };
    return shell.withDatabase(async (database) => {
      const decision = await inMunicipality(database, municipality, async (tx) => {
        const proposed = await proposeManualPlan(tx, request);
        if (!proposed.ok) throw new PlainError(manualRefusalText(proposed.refusal, request.monthly));
        await noteLook(tx, request, `debtor fix-amount ${plainKroner(request.monthly)}`);
        return proposed.value;
      });
      const state = findingWords.da.decisionState[decision.state];
      shell.say(
        given.flag('json')
          ? JSON.stringify(decisionJson(decision))
          : `Foreslået: ${decisionLine(decision)}. Nu: ${state}.`,
      );
      return 0;
    });
  },
};

function requestGiven(given: Given, shell: Shell): Reassessing {
  return { debtor: given.debtor(), because: paragraphsGiven(given, 'because'), ...actingAs(given, shell) };
}

async function noteLook(tx: MunicipalityTx, { at, by, debtor }: Reassessing, about: string): Promise<void> {
  await logAccess(tx, { at, actor: by, purpose: 'bek. 585/2023 §§ 4-7', debtor, about });
}

function manualRefusalText(refusal: ManualRefusal, monthly: Ore): string {
  switch (refusal.tag) {
    case 'not-deferred':
      return 'Borgeren har ikke henstand, eller har ikke længere ret til den. Et beløb kan kun fastsættes efter § 6, stk. 2, for den, der har.';
    case 'under-way':
      return 'Der er allerede et forslag eller en afgørelse på vej til borgeren. Gør den færdig, eller tag den tilbage først.';
    case 'amount':
      return monthly > 0n
        ? 'Skriv med --because, hvorfor beløbet fastsættes.'
        : `Beløbet skal være større end 0; der stod ${readableKroner(monthly)}.`;
    default:
      return reassessRefusalText(refusal);
  }
}
