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
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { headers: { 'X-Live': 'true' } });
      if (!answer.ok) return;
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]');
      if (next && next.innerHTML !== shown) {
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
