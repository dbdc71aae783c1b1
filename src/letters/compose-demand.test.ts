import { describe, expect, test } from 'vitest';
import { composed, letterText, partText } from '../../test/letter-text.ts';
import { date } from '../kernel/dates.ts';
import { checkModel } from './render.ts';
import { sampleDemand, sampleDemandWithFee, sampleInvoice } from './sample-demand.ts';
import { sampleTransferNotice } from './sample-letters.ts';

describe('a demand', () => {
  const demand = sampleDemand();

  test('says first what is missing, until when, and that the letter costs nothing', () => {
    expect(composed(demand).title).toBe('Du mangler at betale 2.700 kr. Betal senest den 26. marts 2026');
    const result = partText(demand, 'result');
    expect(result).toContain('Du betaler 2.100 kr. om måneden på din gæld.');
    expect(result).toContain('har du altid 14 dage til at betale');
    expect(result).toContain('Det koster ikke noget at få dette brev.');
  });

  test('lists each instalment with its due date and what is missing of it', () => {
    const table = partText(demand, 'what-you-owe');
    expect(table).toContain('2. januar 2026 | 600,00 kr.');
    expect(table).toContain('I alt | 2.700,00 kr.');
  });

  test('says what follows when it is not paid, and what when the income has fallen', () => {
    expect(partText(demand, 'if-you-do-not-pay')).toContain(
      'Så skal du betale hele gælden på én gang. Den er 20.671,50 kr. i dag.',
    );
    expect(partText(demand, 'if-you-do-not-pay')).toContain('Det skriver vi altid til dig om, før det sker.');
    expect(partText(demand, 'what-can-change')).toContain('sætter vi betalingen på pause');
  });

  test('says which interest begins where the council has decided any, and nothing of interest where it has not', () => {
    expect(letterText(demand)).not.toMatch(/rente/i);
    const bearing = { ...demand, interestIfWhole: { percent: '1' } };
    const then = partText(bearing, 'if-you-do-not-pay');
    expect(then).toContain('Renten er 1 % af det, du mangler at betale, for hver måned, der er begyndt');
    expect(then).toContain('Betaler du det, du mangler, inden fristen, kommer der ingen renter.');
    expect(partText(bearing, 'legal-rules')).toContain('§ 3 (renter, når der ikke betales til tiden)');
  });

  test('is no decision, and says that income and family are looked at', () => {
    expect(letterText(demand)).not.toMatch(/afgørelse|gebyr/i);
    expect(partText(demand, 'help-and-rights')).toMatch(/indkomst/);
  });

  test.each([
    ['what-you-owe', 'that is not the sum of its instalments', { totalOwed: '2600.00' }],
    ['if-you-do-not-pay', 'for more than the whole debt', { wholeDebt: '100.00' }],
    ['result', 'that leaves no time to pay', { payBy: date('2026-03-01') }],
    [
      'what-you-owe',
      'for an instalment that is not due yet',
      { missed: [{ dueOn: date('2026-04-01'), unpaid: '2700.00' }] },
    ],
  ])('is refused by its part %s: one %s', (part, _, wrong) => {
    expect(checkModel({ ...demand, ...wrong })).toMatchObject({ ok: false, refusal: { part } });
  });
});

describe('a demand that costs something', () => {
  const demand = sampleDemandWithFee();

  test('asks for the fee with the instalments, and never says that it costs nothing', () => {
    expect(composed(demand).title).toBe('Du mangler at betale 2.950 kr. Betal senest den 26. marts 2026');
    expect(partText(demand, 'what-you-owe')).toContain('Gebyr for brevet | 250,00 kr.');
    expect(partText(demand, 'what-you-owe')).toContain('I alt | 2.950,00 kr.');
    expect(letterText(demand)).not.toContain('koster ikke noget');
  });

  test('tells the law that allows it, and when it need not be paid', () => {
    expect(partText(demand, 'letter-fee')).toContain('Det koster 250 kr. at få dette brev (gebyrloven § 2).');
    expect(partText(demand, 'letter-fee')).toContain('ikke har råd til at betale');
    expect(partText(demand, 'legal-rules')).toContain('Gebyrloven');
    expect(partText(sampleDemand(), 'legal-rules')).not.toContain('Gebyrloven');
  });

  test('is refused when the fee is not in what it asks for', () => {
    expect(checkModel({ ...demand, totalOwed: '2700.00' })).toMatchObject({
      ok: false,
      refusal: { part: 'what-you-owe' },
    });
  });
});

describe('an invoice before anything is decided', () => {
  const invoice = sampleInvoice();

  test('invites to pay all of it, and names the right to instalments and to deferral', () => {
    expect(composed(invoice).title).toBe('Du skal betale 24.871,50 kr. tilbage');
    expect(partText(invoice, 'result')).toContain('Du kan betale det hele på én gang nu.');
    const rights = partText(invoice, 'what-can-change');
    expect(rights).toContain('Du har ret til at betale lidt ad gangen.');
    expect(rights).toContain('Du har ret til at vente med at betale (henstand)');
  });

  test('threatens with nothing: no fee, no reminder, no Gældsstyrelsen', () => {
    expect(partText(invoice, 'what-then')).toContain('Du får ingen rykker for denne regning.');
    expect(letterText(invoice)).not.toMatch(/Gældsstyrelsen|skal betale senest/);
  });

  test('lists the months as a decision does', () => {
    expect(partText(invoice, 'what-you-owe')).toContain(
      'Kontanthjælp | september 2024 | 14. februar 2025 | 12.471,50 kr.',
    );
  });
});

describe('the notice that the debt goes to Gældsstyrelsen', () => {
  const notice = sampleTransferNotice();

  test('says that the demand was the occasion to tell of a lower income', () => {
    const told = partText({ ...notice, hearing: { state: 'not-needed' } }, 'hearing');
    expect(told).toContain('Vi skrev til dig den 20. januar 2026 og bad dig betale');
    expect(told).not.toContain('ringere');
  });

  test('tells a fee that goes along, and nothing of fees where there is none', () => {
    expect(letterText(notice)).not.toContain('gebyr');
    const told = { ...notice, charges: '250.00' };
    expect(partText(told, 'consequences')).toContain('Du skylder også 250 kr. i gebyr');
    expect(partText(told, 'how-to-pay')).toContain('250,00 kr.');
  });

  test('tells of interest at the municipality, by which law and from which day, only where it runs', () => {
    expect(letterText(notice)).not.toContain('Gebyrloven');
    const runs = { percent: '1', from: date('2026-02-12') };
    const told = { ...notice, interestRuns: runs, ownInterest: '497.43' };
    const text = partText(told, 'consequences');
    expect(text).toContain('Renten er 1 % af det, du mangler at betale, for hver måned, der er begyndt.');
    expect(text).toContain('tidligst regnes fra 12. februar 2026');
    expect(text).toContain('I dag skylder du 497,43 kr. i renter til os.');
    expect(partText(told, 'how-to-pay')).toContain('Renter oven i: 497,43 kr.');
    expect(partText(told, 'legal-rules')).toContain('Gebyrloven');
    const english = { ...sampleTransferNotice('en'), interestRuns: runs };
    expect(partText(english, 'consequences')).toContain('It can be counted from 12 February 2026');
  });

  test('tells no rate of interest that nobody has found', () => {
    const told = partText({ ...notice, interest: null }, 'consequences');
    expect(told).toContain('De skriver til dig om satsen.');
    expect(told).not.toContain('%');
  });

  test('tells of more than one instalment together', () => {
    const demand = { ...notice.demand, until: date('2026-02-02') };
    expect(partText({ ...notice, demand }, 'transfer-reason')).toContain(
      'Fra den 2. januar 2026 til den 2. februar 2026 skulle du betale rater, som vi mangler 2.100 kr. af.',
    );
  });
});
