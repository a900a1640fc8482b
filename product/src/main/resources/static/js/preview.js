// <input type="file" data-preview="img-id"> shows the chosen picture before it is sent.
export function attach(input) {
  const picture = document.getElementById(input.dataset.preview);
  input.addEventListener("change", () => {
    const file = input.files[0];
    if (picture && file && file.type.startsWith("image/")) {
      picture.src = URL.createObjectURL(file);
      picture.hidden = false;
    }
  });
}
