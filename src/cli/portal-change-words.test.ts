import { expect, test } from 'vitest';
import { demoFile } from '../../test/demo-file.ts';
import { date } from '../kernel/dates.ts';
import type { PortalChoices } from '../municipality/choices/portal.ts';
import { configurationShape, type Configuration } from '../municipality/configuration.ts';
import { portalChanges } from '../municipality/portal-changes.ts';
import { portalChangeLines } from './portal-change-words.ts';

const demo = configurationShape.parse(demoFile());

function told(before: Partial<PortalChoices>, after: Partial<PortalChoices>): string[] {
  const chosen = (portal: Partial<PortalChoices>) => ({ ...demo, portal: { ...demo.portal, ...portal } });
  return toldOf(chosen(before), chosen(after));
}

function toldOf(before: Configuration, after: Configuration): string[] {
  const between = { before, after, on: date('2026-03-12') };
  return portalChangeLines(portalChanges(between)).map((line) => line.trim());
}

const payment = { mobilepay: true, card: true, bank: true, inTest: 'simulator' } as const;

test('nothing is told where citizens would see the same', () => {
  expect(told({}, {})).toEqual([]);
});

test('a municipality that goes live is told so before it does', () => {
  const before = { state: 'test' as const };
  expect(told(before, { state: 'open' })).toContain('Siderne er i prøvedrift nu og bliver åbne for alle.');
  expect(told(before, { ...before, opensOn: date('2026-04-01') })).toContain(
    'Siderne åbner for alle den 1. april 2026.',
  );
  expect(told(before, { ...before, opensOn: date('2026-03-12') })).toContain(
    'Siderne er i prøvedrift nu og bliver åbne for alle.',
  );
  expect(told({ state: 'open' }, { state: 'closed' }).join()).toMatch(/bliver lukkede\..*bliver logget ud/);
});

test('every other choice that citizens would notice is told', () => {
  const notice = { da: 'Besked', en: 'Message' };
  const lines = told(
    { payment, shows: { settled: true, calculations: true, whatIf: true, guidance: false } },
    {
      payment: { ...payment, card: false, inTest: 'real' },
      shows: { settled: false, calculations: true, whatIf: true, guidance: true },
      notices: [
        { from: date('2026-03-01'), to: date('2026-03-12'), ...notice },
        { from: date('2026-03-13'), to: date('2026-03-20'), ...notice },
      ],
      session: { idleMinutes: 10, mostMinutes: 30 },
    },
  );
  expect(lines).toEqual([
    'Borgernes sider bliver anderledes:',
    'Borgere kan ikke længere betale med kort. Betalinger, der er begyndt, bliver gjort færdige.',
    'Testpersoner betaler med rigtige penge.',
    'Borgere ser ikke længere det, der er betalt og afsluttet.',
    'Borgere ser vejen til at vise deres side til en medarbejder.',
    'Beskeder til alle: 1 vises i dag, 1 senere.',
    'Borgere bliver logget ud efter 10 minutter uden at gøre noget, og senest efter 30.',
  ]);
});

test('what the pages take from the letters is told: own bank, whom to ask, the name', () => {
  const portal = { ...demo.portal, payment, contact: { ...demo.portal.contact, default: null } };
  const before: Configuration = {
    ...demo,
    portal,
    payment: { ...demo.payment, creditorNumber: demo.payment.creditorNumber ?? '12345678' },
    letterhead: { ...demo.letterhead, bankAccount: { registration: '1234', number: '1234567890' } },
  };
  const { letterhead } = before;
  const changed = (changes: Partial<Configuration>) => toldOf(before, { ...before, ...changes }).slice(1);
  const noAccount = { letterhead: { ...letterhead, bankAccount: null } };
  const noLines = { payment: { ...before.payment, creditorNumber: null } };
  expect(changed(noAccount)).toEqual([
    'Borgere, der vil betale i egen bank, får ikke længere kontoen. Det, der ikke har en betalingslinje, kan ikke betales dér.',
  ]);
  expect(changed(noLines)).toEqual([
    'Borgere, der vil betale i egen bank, får ikke længere betalingslinjer, kun kontoen.',
  ]);
  expect(changed({ ...noAccount, ...noLines })).toEqual([
    'Siderne siger ikke længere, hvordan borgere betaler i egen bank.',
    'Forsiden siger ikke længere, hvordan man betaler uden at logge på.',
  ]);
  const otherLines = { payment: { ...before.payment, creditorNumber: '87654321' } };
  expect(changed(otherLines)).toEqual(['Borgere, der vil betale i egen bank, får andre betalingslinjer.']);
  const bank = { registration: '1234', number: '1234567891' };
  expect(changed({ letterhead: { ...letterhead, bankAccount: bank } })).toEqual([
    'Borgere, der vil betale i egen bank, får en anden konto.',
  ]);
  const elsewhere = { letterhead: { ...letterhead, phone: '12 34 56 78' }, name: 'Anden Kommune' };
  expect(changed(elsewhere)).toEqual([
    'Hvem borgeren skal ringe til, er ændret. Se det på forsiden, ved en betaling og ved en regning.',
    'Kommunens navn på siderne er et andet.',
  ]);
});

test('what citizens may no longer write, choose or agree on is told', () => {
  const { messages, notifications } = demo.portal;
  const { ownPlans } = demo.arrangements;
  const before: Configuration = {
    ...demo,
    portal: {
      ...demo.portal,
      messages: { ...messages, objections: true, hearings: true, complaints: true, documentation: true },
      notifications: { ...notifications, channels: ['digital-post', 'nemsms'] },
    },
    arrangements: {
      ...demo.arrangements,
      ownPlans: { ...ownPlans, otherTypes: { mostMonths: 12, least: '100.00' } },
    },
  };
  const after: Configuration = {
    ...before,
    portal: {
      ...before.portal,
      messages: { ...messages, objections: false, hearings: false, complaints: false, documentation: false },
      notifications: { ...notifications, channels: ['digital-post'], daysBefore: 5 },
    },
    arrangements: { ...demo.arrangements, ownPlans: { ...ownPlans, otherTypes: null, claimTypes: {} } },
  };
  expect(toldOf(before, after)).toEqual([
    'Borgernes sider bliver anderledes:',
    'Borgere kan ikke længere skrive, at de er uenige i noget, de skylder.',
    'Borgere kan ikke længere skrive svar på et brev, før der bliver bestemt noget.',
    'Borgere kan ikke længere skrive klager over beslutninger.',
    'Borgere kan ikke længere sende papirer om indkomst, børn og ydelser.',
    'Borgere får ikke længere korte beskeder som sms (NemSMS), heller ikke dem, de har valgt.',
    'Den korte besked om at betale kommer 5 dage før.',
    'Borgere kan ikke længere selv aftale afdrag på siderne. Det, der er aftalt, fortsætter.',
  ]);
});
