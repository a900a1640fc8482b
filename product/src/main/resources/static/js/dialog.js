// <a href="/…/cancel" data-opens="dialog-id"> opens the dialog; without script the link leads to a page that asks the same.
export function attach(opener) {
  const dialog = document.getElementById(opener.dataset.opens);
  if (!dialog) {
    return;
  }
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
