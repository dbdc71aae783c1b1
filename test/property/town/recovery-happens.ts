import { wantRecalls } from '../../../src/claims/recovery-work.ts';
import { hearings, noteHearingAnswer } from '../../../src/collection/hearing.ts';
import { sendAgain } from '../../../src/collection/resubmit.ts';
import { listedLosses } from '../../../src/endings/listed-losses.ts';
import { approveLoss, proposeLoss, refuseLoss, takeLossBack } from '../../../src/endings/write-off-acts.ts';
import { kroner } from '../../../src/kernel/money.ts';
import { ok } from '../../../src/kernel/result.ts';
import { sql } from 'kysely';
import { actingAt, configured, mainsOf, picked, type HandlersOf } from './acting.ts';

/** What Gældsstyrelsen and we tell each other, and the losses. */
export const recoveryHappens: HandlersOf<
  | 'there'
  | 'called-back'
  | 'sent-again'
  | 'hearings-answered'
  | 'loss-proposed'
  | 'losses-decided'
  | 'loss-taken-back'
> = {
  there: ({ town, at }, { what, kroner: amount, pick }) => {
    const theirs = [...town.simulated.state.claims.values()].filter(({ recalled }) => recalled === null);
    const claim = picked(theirs, pick);
    if (claim === undefined) return Promise.resolve();
    town.came.set(`there: ${what}`, (town.came.get(`there: ${what}`) ?? 0) + 1);
    if (what === 'covers') town.simulated.cover(claim.id, kroner(amount), at);
    else
      town.simulated.sendBack(
        claim.id,
        what === 'sends-back'
          ? { kind: 'TILBAGESEND', reason: 'ANDN' }
          : { kind: 'AFSKRIVNING', reason: 'FORMÅL' },
        at,
      );
    return Promise.resolve();
  },
  'called-back': async ({ town, on, at, debtor }, { reason, pick }) => {
    await town.attempt('called back', async (tx) => {
      const claim = picked(await mainsOf(tx, debtor), pick);
      if (claim === undefined) return null;
      await wantRecalls(tx, [{ claim, reason, about: `${on}`, on }], at);
      return ok(null);
    });
  },
  'sent-again': async ({ town, at, debtor }, { pick }) => {
    await town.attempt('sent again', async (tx) => {
      const claim = picked(await mainsOf(tx, debtor), pick);
      return claim === undefined ? null : sendAgain(tx, { claim, because: 'prøve' }, { by: 'Anne', at });
    });
  },
  'hearings-answered': async ({ town, at }, { answer }) => {
    const because = 'Kravet er rigtigt.';
    for (const { claim } of await town.read(hearings)) {
      let reference = '';
      const noted = await town.attempt(`hearing: ${answer}`, async (tx) => {
        const done = await noteHearingAnswer(tx, { claim, answer, because }, { by: 'Bodil', at });
        if (done.ok) reference = done.value;
        return done;
      });
      if (noted) await town.recovery.answerHearing?.({ reference, answer, because }, at);
    }
  },
  'loss-proposed': async (moment, { pick }) => {
    const { town, debtor } = moment;
    await town.attempt('loss proposed', async (tx) => {
      const claim = picked(await mainsOf(tx, debtor), pick);
      if (claim === undefined) return null;
      const { version: configurationVersion } = await configured(tx);
      const reason = pick % 2 === 0 ? 'futile' : 'trivial';
      return proposeLoss(tx, { ...actingAt(moment), claim, reason, because: 'prøve', configurationVersion });
    });
  },
  'losses-decided': async (moment, { refused }) => {
    const { town } = moment;
    for (const { number, state } of await town.read(listedLosses))
      await town.attempt(refused ? 'loss refused' : 'loss approved', async (tx) => {
        const acting = { ...actingAt(moment, 'Bodil'), number };
        if (refused) return refuseLoss(tx, { ...acting, because: 'prøve' });
        const committee = state === 'committee' ? 'Økonomiudvalget' : null;
        return approveLoss(tx, { ...acting, role: 'leder', committee, configured: await configured(tx) });
      });
  },
  'loss-taken-back': async (moment, { pick }) => {
    const { town } = moment;
    await town.attempt('loss taken back', async (tx) => {
      const { rows } = await sql<{ number: bigint }>`
        select write_off as number from write_off where state = 'booked' order by 1`.execute(tx);
      const one = picked(rows, pick);
      if (one === undefined) return null;
      const deciding = { role: 'leder', committee: 'Økonomiudvalget', configured: await configured(tx) };
      return takeLossBack(tx, {
        ...actingAt(moment, 'Cecilie'),
        ...deciding,
        number: one.number,
        because: 'prøve',
      });
    });
  },
};
