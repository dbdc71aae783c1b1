import { readableDate, type PlainDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import {
  approveAcceptance,
  proposeAcceptance,
  withdrawAcceptance,
  type AcceptanceRefusal,
  type ProposalRefusal,
  type WithdrawalRefusal,
} from '../agreements/accepted-reasons.ts';
import type { OpenedWorkItem } from '../agreements/work-items.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { amountGiven } from './amount.ts';
import { actingAs, byOption, paragraphsGiven, type Acting } from './acting.ts';
import { jsonOption, municipalityOption, onOption, PlainError, UsageError, type Command } from './command.ts';
import { insteadOfGrounds, itemGiven, itemInWords, itemRefusalText } from './work-words.ts';

const options = {
  ...municipalityOption,
  ...byOption,
  ...onOption,
  ...jsonOption,
  item: { type: 'string' },
} as const;

/** `afdrag work accept`: a caseworker's grounds why something does not stop what the rule finds; a second person approves. */
export const workAcceptCommand: Command = {
  words: 'work accept',
  usage:
    '--municipality 998 --item 12 --because TEKST --until 2026-09-01 [--up-to 500,00] [--by NAVN] [--on 2026-03-20] [--json]',
  summary: 'begrunder, hvorfor et punkt ikke skal standse en borgers sag',
  options: {
    ...options,
    because: { type: 'string' },
    until: { type: 'string' },
    'up-to': { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const until = given.date('until');
    if (until === null) throw new UsageError('--until mangler');
    const acting = actingAs(given, shell);
    const because = paragraphsGiven(given, 'because');
    const upTo = given.text('up-to') === null ? null : amountGiven(given, 'up-to');
    if (upTo !== null && upTo <= 0n) throw new UsageError('--up-to skal være over 0 kr.');
    const request = { item: itemGiven(given), because, until, upTo, ...acting };
    return shell.withDatabase(async (database) => {
      const item = await inMunicipality(database, municipality, async (tx) => {
        const proposed = await proposeAcceptance(tx, request);
        if (!proposed.ok) throw new PlainError(proposalRefusalText(proposed.refusal));
        await noteLook(tx, proposed.value, acting, 'work accept');
        return proposed.value;
      });
      const { number, debtor, kind } = item;
      const reach = { until, upTo: upTo === null ? null : plainKroner(upTo) };
      shell.say(
        given.flag('json')
          ? JSON.stringify({ item: Number(number), debtor, kind, ...reach, proposedBy: acting.by })
          : `Foreslået: ${notStopping(item, { until, upTo })} En anden medarbejder skal godkende det (afdrag work approve --item ${number}).`,
      );
      return 0;
    });
  },
};

/** `afdrag work approve`: a second person approves the grounds; from then they count. */
export const workApproveCommand: Command = {
  words: 'work approve',
  usage: '--municipality 998 --item 12 [--by NAVN] [--on 2026-03-20] [--json]',
  summary: 'godkender en anden medarbejders begrundelse; punktet er lukket',
  options,
  run: async (given, shell) => {
    const municipality = given.municipality();
    const acting = actingAs(given, shell);
    const request = { item: itemGiven(given), ...acting };
    return shell.withDatabase(async (database) => {
      const { item, until, upTo, closed } = await inMunicipality(database, municipality, async (tx) => {
        const approved = await approveAcceptance(tx, request);
        if (!approved.ok) throw new PlainError(acceptanceRefusalText(approved.refusal, acting.by));
        await noteLook(tx, approved.value.item, acting, 'work approve');
        return approved.value;
      });
      const { number, debtor, kind } = item;
      const reach = { until, upTo: upTo === null ? null : plainKroner(upTo) };
      const shut = closed === 1 ? `Punkt ${number} er lukket.` : `${closed} punkter er lukket.`;
      shell.say(
        given.flag('json')
          ? JSON.stringify({ item: Number(number), debtor, kind, ...reach, approvedBy: acting.by, closed })
          : `Godkendt: ${notStopping(item, { until, upTo })} ${shut} Det virker fra næste kørsel, eller når der ses på borgeren igen (afdrag debtor reassess).`,
      );
      return 0;
    });
  },
};

/** `afdrag work withdraw`: grounds are taken back, approved or not; what they answered stops the debtor again. */
export const workWithdrawCommand: Command = {
  words: 'work withdraw',
  usage: '--municipality 998 --item 12 --because TEKST [--by NAVN] [--on 2026-03-20] [--json]',
  summary: 'tager en begrundelse tilbage; så standser det igen',
  options: { ...options, because: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const acting = actingAs(given, shell);
    const request = { item: itemGiven(given), because: paragraphsGiven(given, 'because'), ...acting };
    return shell.withDatabase(async (database) => {
      const item = await inMunicipality(database, municipality, async (tx) => {
        const withdrawn = await withdrawAcceptance(tx, request);
        if (!withdrawn.ok) throw new PlainError(withdrawalRefusalText(withdrawn.refusal));
        await noteLook(tx, withdrawn.value, acting, 'work withdraw');
        return withdrawn.value;
      });
      const { number, debtor, kind } = item;
      shell.say(
        given.flag('json')
          ? JSON.stringify({ item: Number(number), debtor, kind, withdrawnBy: acting.by })
          : `Taget tilbage: begrundelsen i punkt ${number}. "${itemInWords(item)}" standser debitor ${debtor} igen.`,
      );
      return 0;
    });
  },
};

async function noteLook(
  tx: MunicipalityTx,
  { debtor, number }: OpenedWorkItem,
  { at, by }: Acting,
  words: string,
): Promise<void> {
  const about = `${words} ${number}`;
  await logAccess(tx, { at, actor: by, purpose: 'what a person must look at', debtor, about });
}

interface Reach {
  readonly until: PlainDate;
  readonly upTo: Ore | null;
}

function notStopping(item: OpenedWorkItem, { until, upTo }: Reach): string {
  const days = `til og med ${readableDate(until)}`;
  return `"${itemInWords(item)}" standser ikke debitor ${item.debtor} ${days}, ${asLongAs(item, upTo)}.`;
}

/** What the grounds are about: anything else asks anew (grounds.ts, lapsing.ts). */
function asLongAs({ kind }: OpenedWorkItem, upTo: Ore | null): string {
  switch (kind) {
    case 'b-income':
      return `så længe den højst er ${readableKroner(upTo ?? zeroOre)} om måneden`; // the amount is asked for
    case 'children-disagree':
      return 'så længe begge tal er de samme';
    case 'cash-benefit-disagrees':
      return 'men kun om det, der er udbetalt indtil nu';
    case 'claim-lapsed':
    case 'lapse-review':
      return 'men kun om de krav, hvis tre år er gået';
    default:
      return 'så længe CPR fortæller den samme status';
  }
}

function proposalRefusalText(refusal: ProposalRefusal): string {
  switch (refusal.tag) {
    case 'unknown-item':
    case 'closed-already':
      return itemRefusalText(refusal);
    case 'not-by-grounds':
      return `"${itemInWords(refusal)}" kan ikke besvares med en begrundelse. ${insteadOfGrounds[refusal.kind]}`;
    case 'up-to-missing':
      return 'Skriv med --up-to, hvor meget B-indkomst om måneden begrundelsen gælder, for eksempel --up-to 500,00.';
    case 'up-to-not-asked':
      return '--up-to er kun for B-indkomst.';
    case 'until-is-past':
      return 'Den sidste dag er allerede gået.';
    case 'until-too-far':
      return `En begrundelse gælder højst et år, her til og med ${readableDate(refusal.latest)}. Så skal nogen se på det igen.`;
    case 'proposed-already':
      return `${refusal.by} har allerede begrundet det. Godkend det (afdrag work approve), eller tag det tilbage (afdrag work withdraw).`;
    default:
      return unreachable(refusal);
  }
}

function acceptanceRefusalText(refusal: AcceptanceRefusal, by: string): string {
  switch (refusal.tag) {
    case 'unknown-item':
    case 'closed-already':
      return itemRefusalText(refusal);
    case 'nothing-proposed':
      return 'Ingen har begrundet det endnu (afdrag work accept), eller begrundelsen er taget tilbage.';
    case 'same-person':
      return `${by} har selv skrevet begrundelsen. En anden person skal godkende; navnet skrives med --by.`;
    case 'until-is-past':
      return 'Den sidste dag er allerede gået. Tag begrundelsen tilbage (afdrag work withdraw), og skriv en ny.';
    default:
      return unreachable(refusal);
  }
}

function withdrawalRefusalText(refusal: WithdrawalRefusal): string {
  switch (refusal.tag) {
    case 'unknown-item':
      return itemRefusalText(refusal);
    case 'nothing-proposed':
      return 'Der er ingen begrundelse at tage tilbage.';
    default:
      return unreachable(refusal);
  }
}
