import type { SimulatedPayment } from './simulated-payments.ts';

/** What somebody can do on the simulated provider's page. The last two lie: the browser comes back with another word than what happened. */
export const payPageActs = [
  'approve',
  'refuse',
  'abort',
  'hang',
  'approve-and-lie',
  'refuse-and-lie',
] as const;
export type PayPageAct = (typeof payPageActs)[number];

const labels: Readonly<Record<PayPageAct, string>> = {
  approve: 'Godkend',
  refuse: 'Afvis',
  abort: 'Afbryd',
  hang: 'Gør ingenting (hæng)',
  'approve-and-lie': 'Godkend, men kom tilbage som afvist',
  'refuse-and-lie': 'Afvis, men kom tilbage som godkendt',
};

/** The page where a payment is approved or not: plainly no real one, and without anything of the person. */
export function payPage(provider: string, { amount, description, outcome }: SimulatedPayment): string {
  const kroner = `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')}`;
  const buttons = payPageActs
    .map((act) => `<p><button name="act" value="${act}">${labels[act]}</button></p>`)
    .join('');
  const content =
    outcome === 'created'
      ? `<form method="post">${buttons}</form>`
      : '<p>Betalingen er afgjort. Gå tilbage til kommunens side.</p>';
  return page(
    `Betalingssimulator: ${provider}`,
    `<p>${escaped(description)}</p><p>Beløb: <b>${kroner} kr.</b></p>${content}`,
  );
}

/** What is shown when nothing happens. */
export function hangingPage(provider: string): string {
  return page(
    `Betalingssimulator: ${provider}`,
    '<p>Der sker ikke noget her. Gå selv tilbage til kommunens side.</p>',
  );
}

function page(title: string, content: string): string {
  return `<!doctype html><html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:1.2rem sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1rem;width:100%}strong{background:#ffe08a}</style></head>
<body><h1>${title}</h1><p><strong>Ingen rigtige penge. Ikke ${title.split(': ')[1] ?? ''}s egen side.</strong></p>${content}</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What happens to the payment, and the word with which the browser comes back; null = it does not. */
export function actOnPayPage(
  act: PayPageAct,
): { readonly outcome: 'authorized' | 'aborted'; readonly word: string } | null {
  switch (act) {
    case 'approve':
      return { outcome: 'authorized', word: 'ok' };
    case 'refuse':
    case 'abort':
      return { outcome: 'aborted', word: 'cancelled' };
    case 'approve-and-lie':
      return { outcome: 'authorized', word: 'cancelled' };
    case 'refuse-and-lie':
      return { outcome: 'aborted', word: 'ok' };
    case 'hang':
      return null;
  }
}

/** What was pressed; null = nothing that the page has. */
export function pressed(body: string): PayPageAct | null {
  const act = new URLSearchParams(body).get('act');
  return payPageActs.find((each) => each === act) ?? null;
}

/** Where the browser goes back to, with a word that proves nothing. */
export function backWith(returnAddress: string, word: string): string {
  const address = new URL(returnAddress);
  address.searchParams.set('status', word);
  return address.href;
}
