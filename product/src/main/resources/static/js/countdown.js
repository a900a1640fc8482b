import { isLeaving } from "./leaving.js";

// <time data-countdown="2026-12-05T07:00:00Z" data-then="/reload/here">9:41</time>
// Counts down to a moment by the server's clock: the element carries the server's "now" too, since phones are often wrong.
// Read out once a minute and every ten seconds of the last minute, so that it informs without chattering.
const AGAIN_MILLIS = 3000;

export function attach(element) {
  const skew = element.dataset.now ? Date.parse(element.dataset.now) - Date.now() : 0;
  const until = Date.parse(element.dataset.countdown);
  const spoken = element.parentElement.querySelector("[data-spoken]");
  // The server has not got to it yet: ask again in a while, not at once.
  const overAlready = until <= Date.now() + skew;
  let said = "";

  function tick() {
    const left = Math.max(0, Math.ceil((until - Date.now() - skew) / 1000));
    element.textContent = clock(left);
    element.closest("[data-urgent-below]")?.classList.toggle(
      "urgent", left <= Number(element.closest("[data-urgent-below]").dataset.urgentBelow));
    const worthSaying = left >= 60 ? `${Math.ceil(left / 60)}m` : `${Math.ceil(left / 10) * 10}s`;
    if (spoken && worthSaying !== said) {
      said = worthSaying;
      spoken.textContent = clock(left);
    }
    if (left > 0) {
      setTimeout(tick, 1000 - ((Date.now() + skew) % 1000));
    } else if (element.dataset.then) {
      setTimeout(goOn, overAlready ? AGAIN_MILLIS : 0);
    }
  }
  function goOn() {
    if (isLeaving()) {
      setTimeout(goOn, AGAIN_MILLIS);
    } else {
      location.assign(element.dataset.then);
    }
  }
  tick();
}

/** Minutes and seconds, with hours before them as far as they go: no words, so it reads the same in every language. */
function clock(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
