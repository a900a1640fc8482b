// Paying with a remembered card: the owner of the device confirms it. Without this script the provider's page is there.
import { decode, post, signed } from "./passkey.js";

export function attach(section) {
  const offer = section.querySelector("[data-tap-offer]");
  if (!globalThis.PublicKeyCredential || !offer) {
    return;
  }
  offer.hidden = false;
  const buttons = [...offer.querySelectorAll("[data-card]")];
  for (const button of buttons) {
    button.addEventListener("click", () => attempt(section, buttons, button.dataset.card));
  }
}

async function attempt(section, buttons, card) {
  const trouble = section.querySelector("[data-tap-trouble]");
  trouble.hidden = true;
  for (const button of buttons) {
    button.disabled = true;
  }
  try {
    location.assign(await pay(section, card));
  } catch (problem) {
    trouble.textContent = words(section.dataset, problem);
    trouble.hidden = false;
    for (const button of buttons) {
      button.disabled = false;
    }
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
  return (await post(address, signed(credential))).text();
}

function words(said, problem) {
  if (problem instanceof DOMException) {
    return said.cancelled;
  }
  return { 402: said.declined, 409: said.changed }[problem.status] ?? said.refused;
}
