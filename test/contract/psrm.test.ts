import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  NOTIFICATION_KINDS,
  RECEIPT_ANSWERS,
  type ActionToSend,
  type MasterData,
  type Notification,
  type Receipt,
  type RecoveryAuthority,
} from '../../src/collection/recovery-port.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, ore, zeroOre } from '../../src/kernel/money.ts';
import { ACTION_CODES } from '../../src/law/psrm-codes.ts';
import {
  notificationsXml,
  readNotifications,
  readReceipts,
  receiptsXml,
} from '../../src/outside/psrm/answer.ts';
import { psrmClient } from '../../src/outside/psrm/client.ts';
import { directAuthority } from '../../src/outside/psrm/direct.ts';
import { startPsrmSimulator, type HttpSimulator } from '../../src/outside/psrm/http-simulator.ts';
import { deliveryXml, readDelivery } from '../../src/outside/psrm/request.ts';
import type { SimulatedAuthority } from '../../src/outside/psrm/simulator.ts';
import { stateFromText, stateToText } from '../../src/outside/psrm/simulated-state.ts';
import { readXml, type Markup, type XmlElement } from '../../src/platform/xml.ts';
import { aSimulator, CREDITOR } from '../integration/recovery-town.ts';
import { morningOf } from '../integration/town.ts';
import { bill as aBill, interest, judged, nothing } from '../told-to-recovery.ts';

const bill: MasterData = { ...aBill, description: 'Daginstitution & frokost december 2025' };

const creation: ActionToSend = {
  ...nothing,
  code: 'OPRETFORDRING',
  reference: '1-1',
  claimId: null,
  create: bill,
  related: [{ ...nothing, code: 'OPRETFORDRING', reference: '2-1', claimId: null, create: interest }],
};

/** One of each code, with all that it can say. */
function anAction(code: ActionToSend['code']): ActionToSend {
  if (code === 'OPRETFORDRING') return creation;
  if (code === 'GENINDSENDFORDRING')
    return { ...creation, code, claimId: '7000001', related: [], create: judged };
  if (code === 'TILBAGEKALD') return { ...nothing, code, reason: 'BORT', effectiveOn: date('2026-03-01') };
  const amount = ore(12_345n);
  return { ...nothing, code, amount, reason: 'INDB', effectiveOn: date('2026-03-01'), undoes: '900001' };
}

const context = { senderSe: '12345678', transaction: 'prøve', at: morningOf('2026-03-02') };

describe('what we write is read as it was meant', () => {
  test.each(ACTION_CODES)('the action %s', (code) => {
    const delivery = { id: 'AFDRAG-998-1', creditor: CREDITOR, actions: [anAction(code)] };
    expect(readDelivery(read(deliveryXml(delivery, context)))).toEqual(delivery);
  });

  test.each(RECEIPT_ANSWERS)('the receipt %s', (answer) => {
    const receipt: Receipt = {
      code: 'OPRETFORDRING',
      reference: '1-1',
      actionId: '900001',
      claimId: answer === 'AFVIST' ? null : '7000001',
      answer,
      receivedOn: answer === 'UDFØRT' ? date('2026-02-02') : null,
      errors: answer === 'AFVIST' ? ['151', 'R_4_2'] : [],
    };
    expect(readReceipts(read(receiptsXml('AFDRAG-998-1', [receipt])))).toEqual([receipt]);
  });

  test.each(NOTIFICATION_KINDS)('the notification %s', (kind) => {
    const settles = kind === 'AFREGNING';
    const told: Notification = {
      id: 500_001n,
      kind,
      claimId: settles ? null : '7000001',
      principal: ore(-12_345n),
      interest: ore(50n),
      left: settles ? null : zeroOre,
      effectiveOn: date('2026-03-31'),
      reason: settles ? null : 'Forældet',
      settlement: settles
        ? {
            id: 'A-1',
            from: date('2026-02-27'),
            to: date('2026-03-30'),
            claims: [{ claimId: '7000001', amount: ore(-12_345n) }],
          }
        : null,
    };
    expect(readNotifications(read(notificationsXml([told])))).toEqual([told]);
  });
});

describe('over HTTP and without a wire', () => {
  let over: {
    readonly simulated: SimulatedAuthority;
    readonly http: HttpSimulator;
    readonly client: RecoveryAuthority;
  };
  beforeAll(async () => {
    const simulated = aSimulator();
    const http = await startPsrmSimulator({ simulated });
    over = { simulated, http, client: aClient(http.url) };
  });
  afterAll(() => over.http.close());

  test('the authority says the same of the same life', async () => {
    const other = aSimulator();
    const direct = directAuthority(other);
    const [one, two] = [await life(over.client, over.simulated), await life(direct, other)];
    expect(one).toEqual(two);
    expect(one.answers).toContain('AFVIST 418');
    expect(one.answers).toContain('UDFØRT ');
    expect(one.notifications).toContain('AFREGNING');
  });

  test('a delivery that never came is said to be unknown, and a stranger is refused', async () => {
    expect(await over.client.receipts('AFDRAG-998-999', morningOf('2026-06-01'))).toEqual({
      state: 'never-seen',
    });
    const delivery = { id: 'AFDRAG-998-998', creditor: '99', actions: [] };
    const strange = { ...delivery, actions: [creation] };
    expect(await over.client.deliver(strange, morningOf('2026-06-01'))).toEqual({
      state: 'refused',
      code: '2',
    });
  });
});

test('a delivery that is taken and not answered is unknown, and is found when it is looked up', async () => {
  const http = await startPsrmSimulator({ simulated: aSimulator({ latest: 0 }), timeoutEvery: 1 });
  const client = aClient(http.url);
  const delivery = { id: 'AFDRAG-998-1', creditor: CREDITOR, actions: [creation] };
  expect((await client.deliver(delivery, morningOf('2026-02-02'))).state).toBe('unknown');
  expect((await client.receipts(delivery.id, morningOf('2026-02-03'))).state).toBe('told');
  await http.close();
});

test('what the simulated authority knows can be kept as text and taken up again', async () => {
  const simulated = aSimulator();
  await life(directAuthority(simulated), simulated);
  expect(stateFromText(stateToText(simulated.state))).toEqual(simulated.state);
});

describe('registration for set-off alone', () => {
  const grant: MasterData = { ...bill, art: 'MODR', type: 'KFEBHUV', interestChoice: null };
  const register: ActionToSend = { ...creation, create: grant, related: [] };

  test('is read as it was meant', () => {
    const delivery = { id: 'AFDRAG-998-1', creditor: CREDITOR, actions: [register] };
    const told = readDelivery(read(deliveryXml(delivery, context)));
    expect(told).toEqual(delivery);
    expect(told.actions[0]?.create?.art).toBe('MODR');
  });

  async function answerTo(action: ActionToSend, simulated = aSimulator({ latest: 0 })): Promise<string> {
    const id = `L-${action.reference}`;
    simulated.deliver({ id, creditor: CREDITOR, actions: [action] }, morningOf('2026-02-02'));
    const told = simulated
      .receipts(id, morningOf('2026-02-02'))
      ?.find(({ answer, reference }) => answer !== 'MODTAGET' && reference === action.reference);
    return [told?.answer, ...(told?.errors ?? [])].join(' ');
  }

  test('is changed as it was meant', () => {
    const {
      principal: _first,
      amount: _left,
      mainClaimId: _none,
      ...data
    } = { ...grant, srb: date('2026-01-02') };
    const change: ActionToSend = { ...nothing, code: 'AENDRFORDRING', change: data };
    const delivery = { id: 'AFDRAG-998-1', creditor: CREDITOR, actions: [change] };
    expect(readDelivery(read(deliveryXml(delivery, context)))).toEqual(delivery);
  });

  test('is taken, and carries no interest there', async () => {
    const simulated = aSimulator({ latest: 0 });
    expect(await answerTo(register, simulated)).toBe('UDFØRT');
    const told = simulated.notifications(date('2026-02-02'), morningOf('2026-06-01'));
    expect(told.filter(({ kind }) => kind === 'RENTER')).toEqual([]);
  });

  test('is refused where the agreement does not give the right (419)', async () => {
    const agreement = { creditor: CREDITOR, types: null, rights: ['INDR'] };
    expect(await answerTo(register, aSimulator({ agreement, latest: 0 }))).toBe('AFVIST 419');
  });

  test('is refused for a type whose published rules do not have it (411)', async () => {
    const dayCare = { ...register, create: { ...bill, art: 'MODR' as const, interestChoice: null } };
    expect(await answerTo(dayCare)).toBe('AFVIST 411');
  });

  test('takes no interest or fee that is to be recovered (270)', async () => {
    const simulated = aSimulator({ latest: 0 });
    const along = { ...creation, reference: '2-1', create: { ...interest }, related: [] };
    const both = { ...register, related: [along] };
    simulated.deliver({ id: 'L', creditor: CREDITOR, actions: [both] }, morningOf('2026-02-02'));
    const receipts = simulated.receipts('L', morningOf('2026-02-02')) ?? [];
    expect(
      receipts.find(({ reference, answer }) => reference === '2-1' && answer !== 'MODTAGET'),
    ).toMatchObject({
      answer: 'AFVIST',
      errors: ['270'],
    });
  });

  test('never becomes recovery: it is not sent again as another art (544), and a claim in recovery is not changed (537)', async () => {
    const simulated = aSimulator({ latest: 0 });
    await answerTo(register, simulated);
    const claimId = [...simulated.state.claims.keys()][0] ?? '';
    const recall = { ...nothing, code: 'TILBAGEKALD', reference: '1-2', claimId, reason: 'HENS' } as const;
    expect(await answerTo(recall, simulated)).toBe('UDFØRT');
    const again = { ...register, code: 'GENINDSENDFORDRING', reference: '1-3', claimId } as const;
    const recovered = { ...again, create: { ...grant, art: 'INDR' as const } };
    expect(await answerTo(recovered, simulated)).toBe('AFVIST 544');
    await answerTo({ ...creation, reference: '3-1', related: [] }, simulated);
    const there = [...simulated.state.claims.keys()].at(-1) ?? '';
    const change = { ...nothing, code: 'AENDRFORDRING', reference: '3-2', claimId: there } as const;
    expect(await answerTo(change, simulated)).toBe('AFVIST 537');
    const otherwise = { ...change, reference: '3-3', change: { ...grant, art: 'INDR' as const } };
    expect(await answerTo(otherwise, simulated)).toBe('AFVIST 537');
  });
});

/** A claim is sent, partly paid, covered there, called back; answers in an order of our own. */
async function life(authority: RecoveryAuthority, simulated: SimulatedAuthority) {
  const deliver = (id: string, action: ActionToSend, on: string) =>
    authority.deliver({ id, creditor: CREDITOR, actions: [action] }, morningOf(on));
  await deliver('A', creation, '2026-02-02');
  const claimId = '7000001';
  const down = {
    ...nothing,
    claimId,
    reason: 'INDB',
    amount: kroner(500),
    effectiveOn: date('2026-02-02'),
  } as const;
  // Too soon on the same day, then in time.
  await deliver('B', { ...down, reference: '1-2' }, '2026-02-02');
  await deliver('C', { ...down, reference: '1-3' }, '2026-02-10');
  simulated.cover(claimId, kroner(1_000), morningOf('2026-02-20'));
  await deliver(
    'D',
    { ...nothing, code: 'TILBAGEKALD', claimId, reason: 'FEJL', reference: '1-4' },
    '2026-03-10',
  );
  const answers: string[] = [];
  for (const id of ['A', 'B', 'C', 'D']) {
    const told = await authority.receipts(id, morningOf('2026-04-20'));
    if (told.state === 'told')
      answers.push(...told.receipts.map(({ answer, errors }) => `${answer} ${errors.join(' ')}`));
  }
  const told = await authority.notifications(date('2026-02-01'), morningOf('2026-04-20'));
  const notifications = told.state === 'told' ? told.notifications.map(({ kind }) => kind as string) : [];
  const amounts = told.state === 'told' ? told.notifications.map(({ principal }) => principal) : [];
  return { answers, notifications, amounts };
}

function aClient(url: string): RecoveryAuthority {
  const service = {
    url,
    timeoutMs: 5_000,
    attempts: 2,
    backoffMs: 1,
    maxAnswerBytes: 5_000_000,
    connections: 2,
    tls: null,
  };
  let messages = 0;
  return psrmClient({
    service,
    senderSe: '12345678',
    clock: () => morningOf('2026-02-02'),
    newMessageId: () => `prøve-${(messages += 1)}`,
  });
}

function read(message: Markup): XmlElement {
  const element = readXml(message.markup, null);
  if (!element.ok) throw new Error(element.refusal.detail);
  return element.value;
}
