// Looks again, while a payment waits for somebody, whether something has happened to it, and shows that. Without script the page does it by
// itself. All words stand in the page (web/portal/pay/payment-page.ts).
const shown = document.getElementById('payment');
if (shown !== null) follow(shown);

function follow(shown) {
  const seconds = Number(shown.dataset.again);
  if (seconds > 0) setTimeout(look, seconds * 600);

  async function look() {
    const answer = await fetch(location.pathname, { redirect: 'error' }).catch(() => null);
    if (answer === null || !answer.ok) return setTimeout(look, seconds * 1000);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.getElementById('payment');
    if (found === null) return;
    const isNews = found.querySelector('h1')?.textContent !== shown.querySelector('h1')?.textContent;
    // What is the same stays as it is: whoever is on a button stays on it.
    if (isNews) shown.replaceChildren(...found.childNodes);
    if (Number(found.dataset.again) > 0) setTimeout(look, seconds * 600);
  }
}
