// Keeps what is marked data-live as fresh as the server has it, and fits mails into their frames.
for (const frame of document.querySelectorAll('iframe[data-fit]')) {
  const fit = () => {
    const page = frame.contentDocument?.documentElement;
    if (page?.offsetHeight) frame.style.blockSize = `${Math.max(page.offsetHeight, 120) + 2}px`;
  };
  frame.addEventListener('load', fit);
  addEventListener('resize', fit);
  fit();
}

const live = document.querySelector('[data-live]');
if (live) {
  let shown = live.innerHTML;
  const refresh = async () => {
    if (document.hidden || !('live' in live.dataset)) return;
    try {
      const answer = await fetch(location.href, { headers: { 'X-Live': 'true' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.getElementById('main');
      if (!next || answer.status >= 500) return;
      if (!('live' in next.dataset)) delete live.dataset.live;
      document.body.className = page.body.className;
      document.body.dataset.leaves = page.body.dataset.leaves ?? '';
      if (next.innerHTML !== shown) {
        const focused = document.activeElement?.getAttribute?.('href');
        shown = next.innerHTML;
        live.innerHTML = shown;
        if (focused) live.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
      }
    } catch {
      // Town is away for a moment; the next turn asks again.
    }
  };
  setInterval(refresh, Number(live.dataset.live));
  document.addEventListener('visibilitychange', refresh);
}

// A room: acting as the host does not leave it, closing the page does.
let staying = false;
document.addEventListener('submit', async (event) => {
  if (!event.target.matches('[data-quiet]')) {
    staying = true;
    return;
  }
  event.preventDefault();
  await fetch(event.target.action, { method: 'POST', body: new URLSearchParams(new FormData(event.target)), redirect: 'manual' });
  document.dispatchEvent(new Event('visibilitychange'));
});
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (link && link.pathname === location.pathname) staying = true;
});
addEventListener('pagehide', () => {
  const leaves = document.body.dataset.leaves;
  if (leaves && !staying) navigator.sendBeacon(leaves);
});
