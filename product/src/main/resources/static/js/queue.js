// <section data-queue="/events/…/queue/place?ticket=…" data-then="/events/…/queue"> asks how many are ahead, as often as the answer
// says, and goes on when something has changed. It sends no cookies: the answer costs the server a look into its memory. A reader of
// the screen hears it when it changed, at most every twenty seconds.
const QUIET = 20_000;

export function attach(element) {
  const part = (name) => element.querySelector(`[data-${name}]`);
  let spokenAt = Date.now();
  let lost = 0;

  async function ask() {
    let pause = 4000;
    try {
      const answer = await fetch(element.dataset.queue, { credentials: "omit", cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      lost = 0;
      if (said.state !== "waiting") {
        location.replace(element.dataset.then);
        return;
      }
      pause = said.pause;
      show(said);
    } catch {
      // Offline for a moment, or the server restarts: the place is kept, so ask again, ever more slowly.
      pause = Math.min(4000, 1000 * 2 ** lost++);
    }
    part("lost").hidden = lost < 3;
    part("lost").textContent = lost < 3 ? "" : part("lost").dataset.lost;
    setTimeout(ask, pause * (1 - Math.random() / 10));
  }

  function show(said) {
    part("ahead").textContent = said.ahead;
    part("wait").textContent = said.wait;
    element.querySelector("progress").value = said.behind;
    if (Date.now() - spokenAt > QUIET && part("spoken").textContent !== said.spoken) {
      part("spoken").textContent = said.spoken;
      spokenAt = Date.now();
    }
  }

  setTimeout(ask, Number(element.dataset.pause));
}
