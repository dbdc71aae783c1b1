// Follows the citizen's page for the member of staff who sees it (web/portal/guidance/guided-view.ts): asked for again every few seconds, and
// put in place when it is another. Without script there is a link that does so.
let last = document.body.innerHTML;
const every = 3000;

async function look() {
  const answer = await fetch(location.pathname, { redirect: 'error' }).catch(() => null);
  if (answer !== null) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    // What is the same stays as it is: whoever reads it is not disturbed.
    if (page.body.innerHTML !== last) show(page);
    if (answer.status === 410) return;
  }
  setTimeout(() => void look(), every);
}

function show(page) {
  last = page.body.innerHTML;
  const isOther = page.querySelector('h1')?.textContent !== document.querySelector('h1')?.textContent;
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
  if (isOther) scrollTo(0, 0);
}

setTimeout(() => void look(), every);
