// One press pays once: the button rests while the answer is on its way. Coming back by the history wakes it.
const forms = document.querySelectorAll("form");
const rest = (resting) => forms.forEach((form) => form.querySelectorAll("button").forEach((button) => { button.disabled = resting; }));
forms.forEach((form) => form.addEventListener("submit", () => setTimeout(() => rest(true))));
addEventListener("pageshow", () => rest(false));
