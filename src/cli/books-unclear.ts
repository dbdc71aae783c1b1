import { logAccess } from '../access/access-log.ts';
import {
  settleShare,
  unclearClaims,
  type SettleRefusal,
  type UnclearClaim,
} from '../accounting/unclear-shares.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { claimGiven, claimLookedUp } from './claim-given.ts';
import { jsonOption, municipalityOption, onOption, PlainError, UsageError, type Command } from './command.ts';

/** `afdrag books unclear`: claims of which something stands on the clearing account, because the state's share is not known. */
export const booksUnclearCommand: Command = {
  words: 'books unclear',
  usage: '--municipality 998 [--json]',
  summary: 'viser de krav, der står på afklaringskontoen, fordi statens andel ikke er kendt',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const found = await inMunicipality(database, municipality, async (tx) => {
        const look = { at: shell.clock(), actor: shell.by, purpose: 'books', debtor: null };
        await logAccess(tx, { ...look, about: 'unclear shares' });
        const claims = await unclearClaims(tx);
        const names = await claimNames(
          tx,
          claims.map(({ claim }) => claim),
        );
        return claims.map((each) => ({ ...each, name: names.get(each.claim) }));
      });
      if (given.flag('json')) shell.say(JSON.stringify(found.map(asJson)));
      else if (found.length === 0) shell.say('Intet krav står på afklaringskontoen.');
      else for (const each of found) shell.say(lineFor(each));
      return 0;
    });
  },
};

type Named = UnclearClaim & { readonly name: ClaimName | undefined };

function asJson({ claim, name, source, loss, ...each }: Named) {
  const amounts = { source: plainKroner(source), loss: plainKroner(loss) };
  return { claim: nameText(claim, name), ...each, ...amounts };
}

function lineFor({ claim, name, type, parts, source, loss, since }: Named): string {
  const lost = loss === 0n ? '' : `, ${readableKroner(loss)} af tabet`;
  return `${nameText(claim, name)}, ${type}: ${readableKroner(source)} fra kravet${lost}; delkrav ${parts.join(', ')}; siden ${readableDate(since)}.`;
}

function nameText(claim: bigint, name: ClaimName | undefined): string {
  return name === undefined ? String(claim) : `${name.sourceSystem}:${name.claimId}`;
}

/** `afdrag books settle`: a person has found out what the state refunded of a claim. */
export const booksSettleCommand: Command = {
  words: 'books settle',
  usage: '--municipality 998 --claim KILDE:ID --percent 30 [--part DELKRAV] --because TEKST [--by NAVN]',
  summary: 'noterer statens andel af et krav, der kom uden, så afklaringskontoen bliver omposteret',
  options: {
    ...municipalityOption,
    ...byOption,
    ...onOption,
    claim: { type: 'string' },
    part: { type: 'string' },
    percent: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const [municipality, name] = [given.municipality(), claimGiven(given)];
    const percent = given.required('percent');
    if (!/^\d{1,3}$/.test(percent)) throw new UsageError('--percent skal være hele procent fra 0 til 100');
    const share = {
      part: given.text('part'),
      percent: Number(percent),
      because: wordsGiven(given, 'because'),
    };
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const settled = await inMunicipality(database, municipality, async (tx) => {
        const claim = await claimLookedUp(tx, name, { ...doing, purpose: 'state share of a claim' });
        return settleShare(tx, { claim, ...share }, doing);
      });
      if (!settled.ok) throw new PlainError(refusalText(settled.refusal));
      shell.say(
        `Noteret. Det omposteres med bilagene for den første regnskabsdag fra ${readableDate(settled.value)}.`,
      );
      return 0;
    });
  },
};

function refusalText({ tag }: SettleRefusal): string {
  switch (tag) {
    case 'nothing-unclear':
      return 'Kravet har intet delkrav, hvor statens andel mangler.';
    case 'percent-out-of-reach':
      return '--percent skal være hele procent fra 0 til 100.';
    default:
      return unreachable(tag);
  }
}
