import type { ClaimNumber } from '../claims/types.ts';
import { hearings, noteHearingAnswer, type HearingRefusal } from '../collection/hearing.ts';
import { approvedAnswer } from '../collection/reasons.ts';
import { readableDate } from '../kernel/dates.ts';
import { inMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { municipalityOption, onOption, PlainError, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { clockAsked } from './letters-send.ts';
import { claimNumberGiven, claimOption } from './recovery.ts';
import { connectRecovery } from './recovery-connection.ts';

/** `afdrag recovery hearing`: notes our answer to what Gældsstyrelsen asks about a claim. */
export const recoveryHearingCommand: Command = {
  words: 'recovery hearing',
  usage: '--municipality 998 --claim 12 --answer approve [--because "…"] [--still-asked] [--on 2026-03-11]',
  summary:
    'svarer i en høring: approve = kravet er rigtigt, med de godkendte begrundelser eller --because; regret = det fortrydes',
  options: {
    ...municipalityOption,
    ...onOption,
    ...claimOption,
    answer: { type: 'string' },
    'still-asked': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const claim = claimNumberGiven(given);
    const own = given.text('because');
    given.required('answer');
    const answer = given.oneOf('answer', ['approve', 'regret']);
    const stillAsked = given.flag('still-asked');
    return shell.withDatabase(async (database) => {
      const configured = await configuredOrRefuse(database, municipality);
      const authority = connectRecovery(shell.config, configured.configuration, clock);
      const [noted, because] = await inMunicipality(database, municipality, async (tx) => {
        const said = own ?? (answer === 'approve' ? await preparedAnswer(tx, claim) : '');
        return [
          await noteHearingAnswer(
            tx,
            { claim, answer, because: said, stillAsked },
            { by: shell.by, at: clock() },
          ),
          said,
        ];
      });
      if (!noted.ok) throw new PlainError(hearingText(claim, noted.refusal));
      const told = authority?.answerHearing ?? null;
      if (told !== null) await told({ reference: noted.value, answer, because }, clock());
      shell.say(
        told === null
          ? `Svaret er noteret. Giv det også i fordringshaverportalen, med reference ${noted.value}.`
          : 'Svaret er noteret og givet.',
      );
      return 0;
    });
  },
};

function hearingText(claim: ClaimNumber, refusal: HearingRefusal): string {
  switch (refusal.tag) {
    case 'not-in-hearing':
      return `Krav ${claim} er ikke i høring.`;
    case 'reason-missing':
      return 'Skriv hvorfor (--because).';
    case 'confirmed':
      return `Krav ${claim} er godkendt ${readableDate(refusal.on)}, og Gældsstyrelsen kan have modtaget det. Vent på svaret, og kald det så tilbage (afdrag recovery recall). Spørger portalen stadig, så skriv --still-asked.`;
  }
}

/** The reasons that were read before the claim was sent; empty where one of the rules has none. */
async function preparedAnswer(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<string> {
  const asked = (await hearings(tx)).find((each) => each.claim === claim);
  return (asked === undefined ? null : await approvedAnswer(tx, claim, asked.rules)) ?? '';
}
