import { claimNumber } from '../claims/types.ts';
import { tellHigherPrincipal, type PrincipalRefusal } from '../collection/tell-principal.ts';
import { readableKroner } from '../kernel/money.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { numberGiven } from './act-on-number.ts';
import { amountGiven, wordsGiven } from './amount.ts';
import { municipalityOption, onOption, PlainError, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';

/** `afdrag recovery principal`: Gældsstyrelsen was told a principal that was too low; nothing more is owed. */
export const recoveryPrincipalCommand: Command = {
  words: 'recovery principal',
  usage: '--municipality 998 --claim 12 --principal 6500,00 --because "…" [--by NAVN] [--on 2026-03-11]',
  summary: 'retter en hovedstol, som Gældsstyrelsen har fået oplyst for lavt',
  options: {
    ...municipalityOption,
    ...onOption,
    ...byOption,
    claim: { type: 'string' },
    principal: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const means = { form: /^[1-9]\d{0,17}$/, means: 'kravets nummer, som listen viser det, for eksempel 12' };
    const claim = claimNumber(numberGiven(given, 'claim', means));
    const principal = amountGiven(given, 'principal');
    const because = wordsGiven(given, 'because');
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const { rights } = (await configuredOrRefuse(database, municipality)).configuration.recovery;
      const queued = await inMunicipality(database, municipality, (tx) =>
        tellHigherPrincipal(tx, { claim, principal, because, rights }, doing),
      );
      if (!queued.ok) throw new PlainError(`Krav ${claim}: ${refusalText(queued.refusal)}`);
      shell.say(
        `Gældsstyrelsen får hovedstolen ${readableKroner(principal)} for krav ${claim} at vide med den næste afdrag transfer.`,
      );
      return 0;
    });
  },
};

function refusalText({ tag }: PrincipalRefusal): string {
  switch (tag) {
    case 'reason-missing':
      return 'skriv hvorfor (--because).';
    case 'not-there':
      return 'det er ikke hos Gældsstyrelsen.';
    case 'no-right':
      return 'aftalen med Gældsstyrelsen giver ikke ret til at ændre en hovedstol fra et system (recovery.rights: HOVEDSTOL).';
    case 'principal-not-higher':
      return 'hovedstolen er ikke højere end den, Gældsstyrelsen har. En for høj hovedstol rettes med afdrag claims correct.';
    default:
      return `Gældsstyrelsen ville afvise det (${tag}).`;
  }
}
