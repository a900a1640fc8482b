// Tells the script of the page that holds this frame what was pressed.
const tell = (said) => parent.postMessage({ town: said }, "*");
for (const button of document.querySelectorAll("[data-wallet]")) {
  button.addEventListener("click", () => tell({ pressed: button.dataset.wallet }));
}
for (const button of document.querySelectorAll("[data-token]")) {
  button.addEventListener("click", () => tell({ token: button.dataset.token }));
}
tell({ ready: true, height: document.querySelector("main").offsetHeight });
document.querySelector("#pay")?.focus();
