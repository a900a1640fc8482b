import { toast } from "./tsudoi.js";

// <button data-copy="text"> copies its text and says so.
export function attach(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast(document.body.dataset.copied);
  });
}
