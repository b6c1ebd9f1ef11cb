// Saves a figure as it is shown: the picture's own address as SVG, or painted as PNG at 200 dots an inch.
const LARGEST = 8000; // pixels of a side of a PNG
const FINE = 200 / 96;

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
function saveSvg(image, name) {
  const bytes = Uint8Array.from(atob(image.currentSrc.split(",")[1]), (letter) => letter.charCodeAt(0));
  offer(new Blob([bytes], { type: "image/svg+xml" }), name + ".svg");
}
function savePng(image, name) {
  const scale = Math.min(FINE, LARGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => offer(blob, name + ".png"), "image/png");
}
for (const button of document.querySelectorAll("[data-save]")) {
  const { save, plot } = button.dataset;
  button.addEventListener("click", () => (save === "svg" ? saveSvg : savePng)(document.getElementById("plot-" + plot), "parley-" + plot));
}
document.body.dataset.drawn = "yes";
