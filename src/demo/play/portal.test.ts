import { expect, test } from 'vitest';
import { rowsOf } from '../../collection/list-channel.ts';
import type { ActionToSend, MasterData } from '../../collection/recovery-port.ts';
import { addDays, date, type PlainDate } from '../../kernel/dates.ts';
import { kroner } from '../../kernel/money.ts';
import { directAuthority } from '../../outside/psrm/direct.ts';
import { SimulatedAuthority } from '../../outside/psrm/simulator.ts';
import { clockOn } from '../../platform/clock.ts';
import { Portal } from './portal.ts';
import { bill, interest as interestOnBill, judged, nothing } from '../../../test/told-to-recovery.ts';
import { cellsOf, typedFrom } from './portal-rows.ts';

const interest: MasterData = {
  ...interestOnBill,
  liable: bill.liable.map((each) => ({ ...each, limitationOn: date('2028-12-12') })),
};
const creation: ActionToSend = {
  ...nothing,
  code: 'OPRETFORDRING',
  reference: '1-1',
  claimId: null,
  create: bill,
  related: [{ ...nothing, code: 'OPRETFORDRING', reference: '2-1', claimId: null, create: interest }],
};
const { principal: _principal, amount: _amount, mainClaimId: _main, ...data } = bill;

const listed = (...actions: readonly ActionToSend[]) => actions.flatMap(rowsOf).map(cellsOf);

test.each<[string, ActionToSend]>([
  ['a claim with its interest', creation],
  ['a claim with a judgment against one who owes it', { ...creation, related: [], create: judged }],
  [
    'interest that comes later',
    { ...creation, related: [], create: { ...interest, mainClaimId: '7000001' } },
  ],
  ['what was paid', { ...nothing, reason: 'INDB', amount: kroner(500), effectiveOn: date('2026-02-02') }],
  ['a recall', { ...nothing, code: 'TILBAGEKALD', reason: 'BORT', effectiveOn: date('2026-02-02') }],
  ['another principal', { ...nothing, code: 'AENDRFORDRING', amount: kroner(7_000) }],
  ['a registration that is changed', { ...nothing, code: 'AENDRFORDRING', change: { ...data, art: 'MODR' } }],
])('%s is typed from the list as it would have been sent', (_, action) => {
  expect(typedFrom(listed(action), () => null)).toEqual([action]);
});

const FIRST = date('2026-02-03');

function aPortal() {
  const agreement = { creditor: '1998', types: null, rights: ['INDR', 'NEDSKRIV', 'OANI', 'TILBAGEKALD'] };
  const simulated = new SimulatedAuthority({ agreement, seed: 1, latest: 0 });
  return { simulated, portal: new Portal(directAuthority(simulated), '1998') };
}

const at = (on: PlainDate) => clockOn(on)();

test('what is on the list is typed once, its answers are read off once, and what takes another back finds it', async () => {
  const { simulated, portal } = aPortal();
  await portal.type(listed(creation), 'A', at(FIRST));
  await portal.type(listed(creation), 'B', at(FIRST));
  expect(simulated.state.deliveries.size).toBe(1);
  const [first, second] = [...simulated.state.claims.keys()];
  expect(await portal.answers(at(FIRST))).toEqual([`1-1;UDFØRT;${first};`, `2-1;UDFØRT;${second};`]);
  expect(await portal.answers(at(addDays(FIRST, 3)))).toEqual([]);
  const claimId = first ?? '';
  const paid = { ...nothing, claimId, reason: 'INDB', amount: kroner(500), effectiveOn: FIRST } as const;
  const day = addDays(FIRST, 3);
  await portal.type(listed(paid), 'C', at(day));
  await portal.answers(at(day));
  const back = { ...paid, code: 'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING', reference: '1-3' } as const;
  await portal.type(listed({ ...back, reason: null }), 'D', at(addDays(day, 3)));
  expect(await portal.answers(at(addDays(day, 3)))).toEqual([`1-3;UDFØRT;${first};`]);
  expect(simulated.state.claims.get(claimId)?.left).toBe(kroner(5_000));
});

test('coverings are read off when the claim is known, a like one in the file with its like, and a settlement with all of it', async () => {
  const { simulated, portal } = aPortal();
  await portal.type(listed({ ...creation, related: [] }), 'A', at(FIRST));
  const [claim = ''] = [...simulated.state.claims.keys()];
  const covered = addDays(FIRST, 3);
  simulated.cover(claim, kroner(100), at(covered));
  expect(await portal.notifications(addDays(covered, 3), at(addDays(covered, 3)))).toEqual([]);
  await portal.answers(at(FIRST));
  const line = `ALLOKERING;${claim};100,00;;${covered};;;;`;
  expect(await portal.notifications(addDays(covered, 3), at(addDays(covered, 3)))).toEqual([line]);
  simulated.cover(claim, kroner(100), at(covered));
  expect(await portal.notifications(addDays(covered, 6), at(addDays(covered, 6)))).toEqual([line, line]);
  const later = date('2026-03-05');
  const lines = await portal.notifications(later, at(later));
  expect(
    lines.filter((each) => each.startsWith('AFREGNING;;200,00;;2026-02-27;;A-2026-02-27;')),
  ).toHaveLength(1);
});
