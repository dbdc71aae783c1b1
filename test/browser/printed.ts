import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the handbook uses of Markdown, as HTML with its pictures inside: headings, tables, lists, commands, pictures. Links are their words, as on paper. */
export function printed(markdown: string, folder: string): string {
  const parts = markdown.split(/\n{2,}/).filter((part) => part.trim() !== '');
  return parts.map((part) => block(part.trim(), folder)).join('\n');
}

function block(text: string, folder: string): string {
  const words = (raw: string) => inline(raw, folder);
  const heading = /^(#+) (.*)/.exec(text);
  if (heading !== null) {
    const tag = `h${heading[1]?.length ?? 1}`;
    return `<${tag}>${words(heading[2] ?? '')}</${tag}>`;
  }
  if (text.startsWith('```')) return `<pre>${words(text.split('\n').slice(1, -1).join('\n').trim())}</pre>`;
  if (text.startsWith('|')) return tableOf(text, words);
  const [before, ...items] = text.split(/^(?:- |\d+\. )/m);
  if (before !== '') return `<p>${words(text)}</p>`;
  const inside = items.map((item) => `<li>${words(item)}</li>`).join('');
  return text.startsWith('- ')
    ? `<ul>${inside}</ul>`
    : `<ol start="${Number.parseInt(text, 10)}">${inside}</ol>`;
}

function tableOf(text: string, words: (raw: string) => string): string {
  const rows = text.split('\n').filter((line) => !/^\|[-|]+\|$/.test(line));
  const inside = rows.map((line, place) => {
    const tag = place === 0 ? 'th' : 'td';
    const cells = line.slice(1, -1).split('|');
    return `<tr>${cells.map((cell) => `<${tag}>${words(cell.trim())}</${tag}>`).join('')}</tr>`;
  });
  return `<table>${inside.join('')}</table>`;
}

function inline(text: string, folder: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/!\[([^\]]*)\]\(([^)]+)\)/g, (_, said: string, path: string) => {
      const picture = readFileSync(join(folder, path)).toString('base64');
      return `<img alt="${said}" src="data:image/png;base64,${picture}">`;
    })
    .replaceAll(/\[([^\]]*)\]\([^)]+\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
