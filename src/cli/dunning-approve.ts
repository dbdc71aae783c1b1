import { logAccess } from '../access/access-log.ts';
import { approveSteps } from '../dunning/approve-steps.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { claimFound, claimGiven } from './claim-given.ts';
import { debtorOption, municipalityOption, onOption, PlainError, type Command } from './command.ts';

/** `afdrag dunning approve`: a person says yes to the next step about a debtor's bills, or about one of them. */
export const dunningApproveCommand: Command = {
  words: 'dunning approve',
  usage: '--municipality 998 --debtor 100123 [--claim KILDE:ID] [--by NAVN] [--on 2026-03-11]',
  summary: 'godkender det næste skridt om en debitors ubetalte regninger',
  options: { ...municipalityOption, ...debtorOption, ...byOption, ...onOption, claim: { type: 'string' } },
  run: async (given, shell) => {
    const [municipality, debtor] = [given.municipality(), given.debtor()];
    const name = given.text('claim') === null ? null : claimGiven(given);
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const approved = await inMunicipality(database, municipality, async (tx) => {
        const about = 'steps about unpaid bills';
        await logAccess(tx, { at, actor: by, purpose: 'approval of a step', debtor, about });
        const claim = name === null ? null : await claimFound(tx, name);
        return approveSteps(tx, { debtor, claim, by, at });
      });
      if (!approved.ok) throw new PlainError('Der er intet skridt, der venter på en medarbejder.');
      shell.say(`Godkendt for ${approved.value.length} krav. Skridtet tages næste gang, rykkerne køres.`);
      return 0;
    });
  },
};
