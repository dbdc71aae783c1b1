import { citizenBooks } from '../../../insight/citizen-books.ts';
import { debtLines } from '../../../insight/overview/debt-lines.ts';
import type { DebtLine } from '../../../insight/overview/types.ts';
import { addOre, readableKroner, zeroOre } from '../../../kernel/money.ts';
import { ownByRef, pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { againstWhat, type Against } from '../../../objections/types.ts';
import { checkboxes, radios, type Field } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import { theirPage } from '../debt/their-page.ts';
import { nameInWords } from '../debt/debt-words.ts';
import type { Answer, PageContent, PersonalVisit, SentForm } from '../route.ts';
import { fieldsWith, formPage, NOTHING_TYPED, sendFrom, type Typed } from './message-form.ts';

export const objectionFields = fieldsWith({ once: ['only', 'against'], many: ['debt'] });

/** The form in which somebody disagrees with something that they owe: with one debt, or with those that they choose. */
export async function serveObjection(visit: PersonalVisit): Promise<Answer> {
  const page = await showObjection(visit, NOTHING_TYPED);
  return page === null ? { kind: 'not-found' } : { kind: 'page', page };
}

export async function sendObjection(sent: SentForm): Promise<Answer> {
  const { form, texts } = sent;
  const said = texts.messages;
  const debts = await debtsOf(sent);
  const only = onlyIn(debts, form.text('only'));
  const chosen = new Set(form.chosen('debt'));
  const those = only === null ? debts.lines.filter((line) => chosen.has(refOf(line, debts.key))) : [only];
  return sendFrom(sent, showObjection, (wrong) => {
    const against = againstWhat.find((each) => each === form.text('against'));
    // What is not among them any more has moved on meanwhile: the page shows what there is now.
    if (those.length === 0 || (only === null && those.length < chosen.size))
      wrong.set('debt', said.chooseDebt);
    if (against === undefined) wrong.set('against', said.chooseAgainst);
    const claims = those.flatMap(({ mains }) => mains);
    return against === undefined ? null : { kind: 'objection', claims, against };
  });
}

export async function showObjection(visit: PersonalVisit, typed: Typed): Promise<PageContent | null> {
  const { texts, language, place, portal } = visit;
  const said = texts.messages;
  if (!portal.messages.objections) return null;
  const debts = await debtsOf(visit);
  const wanted = typed.form?.text('only') ?? place.ref ?? '';
  const only = onlyIn(debts, wanted);
  if (only === null && typed.form === null && place.ref !== undefined) return null;
  if (debts.lines.length === 0) return { title: said.objectTitle, main: nothingOwed(visit) };
  const against: Field = {
    id: 'against',
    label: said.against,
    error: typed.wrong.get('against') ?? null,
    language,
  };
  const debt: Field = {
    id: 'debt',
    label: said.objectWhich,
    error: typed.wrong.get('debt') ?? null,
    language,
  };
  const chosen = new Set(typed.form?.chosen('debt'));
  const which =
    only === null
      ? checkboxes(
          debt,
          debts.lines.map((line) => {
            const value = refOf(line, debts.key);
            return { value, label: lineInWords(line, visit), chosen: chosen.has(value) };
          }),
        )
      : onlyOne(visit, only, debts.key);
  const choices = againstWhat.map((value) => ({
    value,
    label: said[value satisfies Against],
    chosen: typed.form?.text('against') === value,
  }));
  const those = only === null ? debts.lines : [only];
  const hasPlan = those.some(({ name: { benefit } }) => benefit !== null);
  const hasThere = those.some(({ atRecovery }) => atRecovery > zeroOre);
  return formPage(
    visit,
    {
      to: { name: 'object-send' },
      title: said.objectTitle,
      lead: html`<p>${said.objectLead}</p>
        ${hasPlan ? html`<p>${said.objectPlan}</p>` : null}
        ${hasThere ? html`<p>${theirPage(said.objectThere)}</p>` : null}`,
      fields: html`${which} ${radios(against, choices)}`,
      named: only === null ? [debt, against] : [against],
    },
    typed,
  );
}

function nothingOwed({ texts }: PersonalVisit): Html {
  return html`<h1>${texts.messages.objectTitle}</h1>
    <p class="font-lead">${texts.messages.objectNothing}</p>`;
}

interface Debts {
  readonly lines: readonly DebtLine[];
  readonly key: PageKey;
}

/** What the person owes, as the overview has it; what is settled is left out. */
async function debtsOf({ tx, session, today }: PersonalVisit): Promise<Debts> {
  const key = await pageKeyOf(tx);
  if (session.debtor === null) return { lines: [], key };
  const groups = debtLines(await citizenBooks(tx, session.debtor, today), today);
  const lines = [...groups].flatMap(([group, debts]) => (group === 'settled' ? [] : debts));
  return { lines, key };
}

function refOf({ mains: [main] }: DebtLine, key: PageKey): string {
  if (main === undefined) throw new Error('a debt has a claim');
  return pageRef(key, 'claim', main);
}

/** The one debt that somebody has come from, also where it stands with others in a line. */
function onlyIn({ lines, key }: Debts, ref: string): DebtLine | null {
  const each = lines.flatMap((line) => (line.months.length === 0 ? [line] : line.months));
  return ownByRef(ref, each, { key, kind: 'claim', numberOf: ({ mains: [main] }) => main ?? 0n });
}

function onlyOne(visit: PersonalVisit, line: DebtLine, key: PageKey): Html {
  const said = visit.texts.messages;
  return html`<input type="hidden" name="only" value="${refOf(line, key)}" />
    <p>${said.objectOnly}: <strong>${lineInWords(line, visit)}</strong></p>
    <p><a href="${addressOf(visit, { name: 'object' })}">${said.objectOther}</a></p>`;
}

/** With its amount, unless that cannot be read: what is not known is not told as nothing. */
function lineInWords(line: DebtLine, visit: PersonalVisit): string {
  const [name, amount] = [nameInWords(line, visit), addOre(line.left, line.atRecovery)];
  const isUnknown = line.state === null && amount === zeroOre;
  return isUnknown ? name : `${name}: ${readableKroner(amount, visit.language)}`;
}
