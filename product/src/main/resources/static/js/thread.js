// <div data-thread="/orders/…/conversation" data-state="12"> looks every few seconds whether something is new below that address
// (`/state` answers with another word then), fetches the messages (`/thread`) and puts in what is not there or has changed. The
// form beside it is left as it is, so nothing that is being typed is lost, and only what is new is read out. Nobody asks for a
// page that is not looked at. Without script the page offers a link that loads it anew.
export function attach(thread) {
  const PAUSE = 4000;
  let state = thread.dataset.state;
  let next = 0;

  const latest = document.getElementById("latest");
  if (!location.hash && thread.querySelector(".said")) latest?.scrollIntoView({ block: "end" });

  async function look() {
    try {
      const answer = await fetch(`${thread.dataset.thread}/state`, { headers: { Accept: "text/plain" }, cache: "no-store" });
      const told = answer.ok ? (await answer.text()).trim() : state;
      if (told !== state) await bring();
    } catch {
      // Offline for a moment: the next look will tell.
    }
    later();
  }
  async function bring() {
    const answer = await fetch(`${thread.dataset.thread}/thread`, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("thread");
    if (!fresh) return;
    const below = latest ? latest.getBoundingClientRect().top < innerHeight : false;
    let before = null;
    for (const line of [...fresh.children]) {
      const known = document.getElementById(line.id);
      if (!known) {
        if (before) before.after(line);
        else thread.prepend(line);
        before = line;
      } else if (known.dataset.kind !== line.dataset.kind) {
        known.replaceWith(line);
        before = line;
      } else {
        before = known;
      }
    }
    if (!fresh.querySelector("#nothing-yet")) document.getElementById("nothing-yet")?.remove();
    state = fresh.dataset.state;
    if (below) latest.scrollIntoView({ block: "end" });
  }
  function later() {
    clearTimeout(next);
    next = setTimeout(() => (document.hidden ? later() : look()), PAUSE);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    clearTimeout(next);
    look();
  });
  later();
}
