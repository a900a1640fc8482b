import { isLeaving } from "./leaving.js";

// <div data-poll="/orders/…/state" data-state="paying"> asks a small address that answers with the state's name as text, so
// often that a payment is seen within two seconds, and after ten minutes less often. Loads the page anew when it is another one. Without script the page offers a link that reloads it.
export function attach(element) {
  const [SOON, SOON_TIMES, LATER] = [1500, 400, 5000];
  let asked = 0;

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
    setTimeout(() => (document.hidden ? later() : ask()), asked++ < SOON_TIMES ? SOON : LATER);
  }
  later();
}
