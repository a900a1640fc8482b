// Paying with a remembered card: the owner of the device confirms it. Without this script the provider's page is there.
import { decode, post, signed } from "./passkey.js";

// Answers that say for certain that nothing was charged.
const REFUSALS = [401, 402, 403, 404, 409, 410, 422, 429];

export function attach(section) {
  const offer = section.querySelector("[data-tap-offer]");
  if (!globalThis.PublicKeyCredential || !offer) {
    return;
  }
  section.hidden = false;
  const buttons = [...offer.querySelectorAll("[data-card]")];
  for (const button of buttons) {
    button.addEventListener("click", () => attempt(section, buttons, button));
  }
  // Back from the bank's page by the browser's button.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

async function attempt(section, buttons, pressed) {
  const trouble = section.querySelector("[data-tap-trouble]");
  trouble.hidden = true;
  for (const button of buttons) {
    button.disabled = true;
  }
  pressed.setAttribute("aria-busy", "true");
  try {
    location.assign(await pay(section, pressed.dataset.card));
  } catch (problem) {
    trouble.textContent = words(section.dataset, problem);
    trouble.hidden = false;
    pressed.removeAttribute("aria-busy");
    for (const button of buttons) {
      button.disabled = false;
    }
    pressed.focus();
  }
}

async function pay(section, card) {
  const address = section.dataset.tap;
  const asked = new URLSearchParams({ card, shown: section.dataset.shown });
  const options = await (await post(`${address}/options?${asked}`)).json();
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: options.allowCredentials.map((known) => ({ ...known, id: decode(known.id) })),
    },
  });
  try {
    return await (await post(address, signed(credential))).text();
  } catch (problem) {
    if (REFUSALS.includes(problem.status)) {
      throw problem;
    }
    // Whether the card was charged is not known: the way back asks.
    return section.dataset.back;
  }
}

function words(said, problem) {
  if (problem instanceof DOMException) {
    return said.cancelled;
  }
  return { 402: said.declined, 409: said.changed, 410: said.gone }[problem.status] ?? said.refused;
}
