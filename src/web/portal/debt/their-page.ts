import { html, type Html } from '../../ui/html.ts';

/** Where those who owe something at Gældsstyrelsen see and pay it. */
export const THEIR_PAGE = 'mit.gaeldst.dk';

/** A text with a link to Gældsstyrelsen's own page at its place `{page}`. */
export function theirPage(text: string): Html {
  const [before = '', after = ''] = text.split('{page}');
  return html`${before}<a href="https://${THEIR_PAGE}">${THEIR_PAGE}</a>${after}`;
}
