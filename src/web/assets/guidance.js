// Follows the citizen's page for the member of staff who sees it (web/portal/guidance/guided-view.ts): asked for again every few seconds, and
// put in place when it is another. What cannot be had any more is not shown any more, and the page says so. Without script it asks by itself.
const every = 3000;
const longest = 4000;
// As long as a page is shown at most: asked in vain for so long, it will not come back.
const mostInVain = 200;
const lost = document.getElementById('guidance-lost').innerHTML;
let last = document.body.innerHTML;
let inVain = 0;
let asking = false;

const looks = setInterval(() => void look(), every);
// In a window that nobody sees, time-outs come seldom.
document.addEventListener('visibilitychange', () => void look());

async function look() {
  if (asking) return;
  asking = true;
  const { text, isOver } = await asked();
  inVain = text === lost ? inVain + 1 : 0;
  const page = new DOMParser().parseFromString(text, 'text/html');
  // What is the same stays as it is: whoever reads it is not disturbed.
  if (page.body.innerHTML !== last) show(page);
  if (isOver || inVain >= mostInVain) clearInterval(looks);
  asking = false;
}

/** The page as it is now; where there is no answer, or only that something is wrong, the words that it cannot be had. */
async function asked() {
  try {
    const answer = await fetch(location.pathname, {
      redirect: 'error',
      signal: AbortSignal.timeout(longest),
    });
    const isOver = answer.status === 410;
    if (answer.ok || isOver) return { text: await answer.text(), isOver };
  } catch {
    // Nobody answers.
  }
  return { text: lost, isOver: false };
}

function show(page) {
  last = page.body.innerHTML;
  const isOther = page.querySelector('h1')?.textContent !== document.querySelector('h1')?.textContent;
  document.documentElement.lang = page.documentElement.lang || 'da';
  document.title = page.title || page.querySelector('h1').textContent;
  document.body.replaceChildren(...page.body.childNodes);
  if (isOther) scrollTo(0, 0);
}
