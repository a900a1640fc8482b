import { isLeaving } from "./leaving.js";

// <div data-poll="/orders/…/state" data-state="paying"> asks a small address that answers with the state's name as text, so
// often that a payment is seen within two seconds, and at once when whoever was away to pay looks at the page again. Nobody asks
// for a page that is not looked at. Loads the page anew when the state is another one. Without script the page offers a link
// that reloads it.
export function attach(element) {
  const PAUSE = 1500;
  let next = 0;

  async function ask() {
    try {
      const answer = await fetch(element.dataset.poll, { headers: { Accept: "text/plain" }, cache: "no-store" });
      const changed = answer.ok && (await answer.text()).trim() !== element.dataset.state;
      if (changed && !isLeaving()) {
        location.replace(element.dataset.then ?? location.href);
        return;
      }
    } catch {
      // Offline for a moment: the next question will tell.
    }
    later();
  }
  function later() {
    clearTimeout(next);
    next = setTimeout(() => (document.hidden ? later() : ask()), PAUSE);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    clearTimeout(next);
    ask();
  });
  later();
}
