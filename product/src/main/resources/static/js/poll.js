import { isLeaving } from "./leaving.js";

// <div data-poll="/orders/…/state" data-state="paying"> asks a small address that answers with the state's name as text, so
// often that a payment is seen within two seconds, and at once when whoever was away to pay looks at the page again. It says
// which state it shows: an address that can waits with its answer until there is another one, or for a while. Nobody asks
// for a page that is not looked at. Loads the page anew when the state is another one. Without script the page offers a link
// that reloads it.
export function attach(element) {
  // From one question to the next, however long the answer took.
  const PAUSE = 1500;
  const PAUSE_MIN = 250;
  let next = 0;
  let asked = 0;

  async function ask() {
    asked = performance.now();
    const { poll, state, then } = element.dataset;
    try {
      const address = `${poll}?known=${encodeURIComponent(state)}`;
      const answer = await fetch(address, { headers: { Accept: "text/plain" }, cache: "no-store" });
      const changed = answer.ok && (await answer.text()).trim() !== state;
      if (changed && !isLeaving()) {
        location.replace(then ?? location.href);
        return;
      }
    } catch {
      // Offline for a moment: the next question will tell.
    }
    later(Math.max(PAUSE_MIN, asked + PAUSE - performance.now()));
  }
  function later(pause) {
    clearTimeout(next);
    next = setTimeout(() => (document.hidden ? later(PAUSE) : ask()), pause);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    clearTimeout(next);
    ask();
  });
  later(PAUSE);
}
