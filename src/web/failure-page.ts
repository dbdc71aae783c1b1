import { alert } from './ui/alert.ts';
import { html } from './ui/html.ts';
import { page } from './ui/page.ts';

export type Failure = 'not-found' | 'bad-request' | 'too-slow' | 'our-mistake';

interface Words {
  readonly title: string;
  readonly text: string;
}

const words: Readonly<Record<Failure, Words>> = {
  'not-found': {
    title: 'Siden findes ikke',
    text: 'Måske er adressen skrevet forkert, eller siden er flyttet.',
  },
  'bad-request': {
    title: 'Det kunne vi ikke læse',
    text: 'Adressen eller det, der blev sendt, har en form, som vi ikke forstår. Intet er ændret.',
  },
  'too-slow': {
    title: 'Det tager for lang tid lige nu',
    text: 'Vi nåede ikke at svare. Prøv igen om lidt.',
  },
  'our-mistake': {
    title: 'Der skete en fejl hos os',
    text: 'Det er ikke noget, du har gjort. Prøv igen om lidt. Bliver det ved, så skriv til dem, der driver programmet, og oplys nummeret herunder.',
  },
};

/** A page that says what went wrong, in plain words, and the number under which the log has the rest. */
export function failurePage(failure: Failure, requestId: string): string {
  const { title, text } = words[failure];
  const content = html`<p class="alert-text">${text}</p>
    ${failure === 'our-mistake' ? html`<p>Fejlens nummer: <code>${requestId}</code></p>` : null}
    <p><a href="/">Gå til forsiden</a></p>`;
  const variant = failure === 'our-mistake' || failure === 'too-slow' ? 'error' : 'info';
  const main = alert({ variant, heading: title, headingLevel: 1, content });
  return page({ title: `${title} – Afdrag`, main });
}
