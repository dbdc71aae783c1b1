import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import { openSetOffs } from '../../src/endings/set-off-rows.ts';
import { decideSetOff } from '../../src/endings/set-offs.ts';
import { proposeLoss } from '../../src/endings/write-off-acts.ts';
import { addDays } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { heldFor } from '../../src/ledger/refund-items.ts';
import { sendMessage } from '../../src/messages/send-message.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { objectionsOf } from '../../src/objections/objections.ts';
import { approveRefund, proposeRefund } from '../../src/payments/propose-refund.ts';
import { receive } from '../../src/payments/receive.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { morningOf, TOWN } from '../integration/town.ts';
import { configured, mainsOf } from '../property/town/acting.ts';
import { DAY } from './day-town.ts';

const at = morningOf(DAY);
const acting = { by: 'Anne', on: DAY, at } as const;
const [first, fifth] = [debtorNumber(100_001), debtorNumber(100_005)];

/** What caseworkers do in one transaction each, in the town of the day. */
const acts = {
  'objection noted': async (tx: MunicipalityTx) => {
    const claims = (await mainsOf(tx, first, 'bills')).slice(0, 1);
    return noteObjection(tx, { debtor: first, claims, against: 'existence', words: 'Nej.', ...acting });
  },
  'citizen writes': async (tx: MunicipalityTx) => {
    const claims = (await mainsOf(tx, first, 'bills')).slice(-1);
    const content = Buffer.from('%PDF-1.7\n%%EOF\n');
    return sendMessage(tx, {
      debtor: first,
      formKey: 'K7Q4M2XR9TVBK7Q4M2XR',
      saying: { kind: 'objection', claims, against: 'amount' },
      words: 'Nej.',
      files: [{ name: 'svar.pdf', type: 'pdf', content, scan: 'clean' }],
      language: 'da',
      by: `citizen:${first}`,
      at,
      mostPerDay: 10,
    });
  },
  'objection answered': async (tx: MunicipalityTx) => {
    const [open] = await objectionsOf(tx, 'unanswered');
    if (open === undefined) return null;
    const { objection } = open;
    const answer = { objection, outcome: 'upheld', amounts: new Map(), words: 'Ja.' } as const;
    return answerObjection(tx, { ...answer, configured: await configured(tx), ...acting });
  },
  'arrangement agreed': async (tx: MunicipalityTx) => {
    const claims = (await mainsOf(tx, fifth, 'bills')).slice(-1);
    const wish = { kind: 'deferral', until: addDays(DAY, 60) } as const;
    const version = await configured(tx);
    const asking = { debtor: fifth, claims, wish, how: 'phone', acknowledgedOn: DAY, recall: false } as const;
    const asked = await askArrangement(tx, { ...asking, configured: version, by: 'Anne', at });
    if (!asked.ok) return asked;
    return decideArrangement(tx, { arrangement: asked.value.number, configured: version, by: 'Bo', at });
  },
  'set-off decided': async (tx: MunicipalityTx) => {
    const open = (await openSetOffs(tx)).find(({ state }) => state === 'heard');
    if (open === undefined) return null;
    const deciding = { ...acting, number: open.number, because: null };
    return decideSetOff(tx, { ...deciding, configured: await configured(tx) });
  },
  'loss proposed': async (tx: MunicipalityTx) => {
    const [claim] = await mainsOf(tx, fifth, 'bills');
    if (claim === undefined) return null;
    const { version: configurationVersion } = await configured(tx);
    return proposeLoss(tx, { ...acting, claim, reason: 'futile', because: 'prøve', configurationVersion });
  },
  'money given back': async (tx: MunicipalityTx) => {
    for (const debtor of await heldFor(tx)) {
      const proposed = await proposeRefund(tx, debtor, acting);
      if (proposed.ok) await approveRefund(tx, proposed.value.order, { by: 'Bo', on: DAY });
    }
    return sendRefunds(tx, acting);
  },
  'payment known late': async (tx: MunicipalityTx) => {
    const told = { by: 'debtor', debtor: first, wish: [] } as const;
    const money = {
      amount: kroner(1_500),
      channel: 'bank',
      reference: 'kort',
      receivedOn: addDays(DAY, -70),
    } as const;
    return receive(tx, { ...money, told, ...acting });
  },
};
export type Act = keyof typeof acts;
export const actNames = Object.keys(acts) as Act[]; // its own keys

export function isAct(text: string): text is Act {
  return text in acts;
}

/** Does it, and answers what came of it; what is refused may have been done before. */
export function act(database: Database, name: Act): Promise<unknown> {
  const does: (tx: MunicipalityTx) => Promise<unknown> = acts[name];
  return inMunicipality(database, TOWN, does);
}
