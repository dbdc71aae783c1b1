/** Everything a person owes, at a glance. */
export const overview = {
  heading: 'Dit overblik',
  owed: 'Du skylder {municipality}',
  owedInAll: 'i alt',
  nothing: 'Du skylder ikke {municipality} noget.',
  atRecovery:
    'Du skylder også {amount}, som Gældsstyrelsen har. Dem betaler du til Gældsstyrelsen, ikke til os.',
  readAt: 'Tallet er fra i dag kl. {time}.',
  missing: 'Har du fået et brev, og kan du ikke se beløbet her? Ring til os på {phone}.',
} as const satisfies Record<string, string>;
