import { claimsOfDebtor } from '../../../claims/claims-of-debtor.ts';
import { repays } from '../../../insight/your-payment.ts';
import { topics } from '../../../messages/types.ts';
import { radios, type Field } from '../../ui/form-fields.ts';
import { html } from '../../ui/html.ts';
import type { Answer, PageContent, PersonalVisit, SentForm } from '../route.ts';
import { fieldsWith, formPage, NOTHING_TYPED, sendFrom, type Typed } from './message-form.ts';
import { topicWords } from './message-words.ts';

export const documentationFields = fieldsWith({ once: ['topic'] });

/** The form in which somebody sends papers about their situation. A caseworker looks at them; nothing changes by itself. */
export async function serveDocumentation(visit: PersonalVisit): Promise<Answer> {
  const page = await showDocumentation(visit, NOTHING_TYPED);
  return page === null ? { kind: 'not-found' } : { kind: 'page', page };
}

export async function sendDocumentation(sent: SentForm): Promise<Answer> {
  if (!(await maySend(sent))) return { kind: 'not-found' };
  return sendFrom(sent, showDocumentation, (wrong) => {
    const topic = topics.find((each) => each === sent.form.text('topic'));
    if (topic !== undefined) return { kind: 'documentation', topic };
    wrong.set('topic', sent.texts.messages.chooseTopic);
    return null;
  });
}

export async function showDocumentation(visit: PersonalVisit, typed: Typed): Promise<PageContent | null> {
  if (!(await maySend(visit))) return null;
  const { texts, language } = visit;
  const said = texts.messages;
  const topic: Field = {
    id: 'topic',
    label: said.topic,
    error: typed.wrong.get('topic') ?? null,
    language,
  };
  const choices = topics.map((value) => ({
    value,
    label: said[topicWords[value]],
    chosen: typed.form?.text('topic') === value,
  }));
  return formPage(
    visit,
    {
      to: { name: 'send-documentation-send' },
      title: said.documentationTitle,
      lead: html`<p>${said.documentationLead}</p>
        <p>${said.documentationSame}</p>`,
      fields: radios(topic, choices),
      named: [topic],
    },
    typed,
  );
}

/** Income, children and benefits decide nothing but what is repaid of benefits. */
export async function maySend({ tx, session, portal }: PersonalVisit): Promise<boolean> {
  if (session.debtor === null || !portal.messages.documentation) return false;
  return repays({ claims: await claimsOfDebtor(tx, session.debtor) });
}
