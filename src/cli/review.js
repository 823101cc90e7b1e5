const boxes = [...document.querySelectorAll("textarea")];
for (const box of boxes) box.addEventListener("input", () => box.classList.toggle("changed", box.value !== box.defaultValue));
document.querySelector("button").addEventListener("click", () => {
  const changed = boxes.filter((box) => box.value !== box.defaultValue);
  const remarks = changed.find((box) => box.dataset.field === "remarks")?.value ?? "";
  const changes = {};
  for (const box of changed) if (box.dataset.field !== "remarks") changes[box.dataset.field] = box.value;
  const review = { language: LANGUAGE, whole: document.querySelector("#whole").checked, remarks, changes };
  const file = new Blob([JSON.stringify(review, null, 2)], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `review-${LANGUAGE}.json` });
  link.click();
  document.querySelector("output").textContent = `${Object.keys(changes).length} texts changed; the file is among your downloads`;
});
addEventListener("beforeunload", (event) => boxes.some((box) => box.value !== box.defaultValue) && event.preventDefault());
