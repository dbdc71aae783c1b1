import { openItems } from '../../../agreements/work-items.ts';
import { claimNumber } from '../../../claims/types.ts';
import { hearings, noteHearingAnswer } from '../../../collection/hearing.ts';
import { approveReason, waitingReasons } from '../../../collection/reasons.ts';
import { acceptTransfer } from '../../../collection/resubmit.ts';
import { weekdayOf } from '../../../kernel/dates.ts';
import { SECOND_PERSON, type HappeningOf, type PlayedTown } from '../town.ts';

const THURSDAY = 4;

/**
 * On Thursdays somebody answers what the recovery authority asks about claims: they are right as they stand; reads the
 * reasons that wait; and looks at those that wait for a person because nobody knows the authority's rules for their type.
 */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async ({ on, at }) => {
      if (weekdayOf(on) !== THURSDAY) return;
      const asked = await town.read(hearings);
      for (const { claim } of asked) {
        const because = 'Kravet er kontrolleret mod sagen og er rigtigt.';
        const answer = { claim, answer: 'approve', because } as const;
        const noted = await town.write((tx) => noteHearingAnswer(tx, answer, { by: SECOND_PERSON, at }));
        if (noted.ok)
          await town.recovery.answerHearing?.({ reference: noted.value, answer: 'approve', because }, at);
      }
      await readReasons(town, at);
      await acceptWithoutRules(town, at);
    },
  },
];

async function readReasons(town: PlayedTown, at: Temporal.Instant): Promise<void> {
  for (const reason of await town.read(waitingReasons))
    await town.write((tx) => approveReason(tx, reason, { by: SECOND_PERSON, at }));
}

/** The item stays open until the claim is on its way: what cannot be accepted is still somebody's to see to. */
async function acceptWithoutRules(town: PlayedTown, at: Temporal.Instant): Promise<void> {
  const items = await town.read((tx) => openItems(tx, { debtor: null, kind: 'transfer-not-ready' }));
  for (const { about } of items) {
    const claim = /^claim (\d+) no-published-rules$/.exec(about ?? '')?.[1];
    if (claim === undefined) continue;
    const asked = { claim: claimNumber(BigInt(claim)), because: 'Kravet er set efter af en medarbejder.' };
    await town.write((tx) => acceptTransfer(tx, asked, { by: SECOND_PERSON, at }));
  }
}
