// All that this script does is convenience: without it the pages say and do the same.
"use strict";

// The wheel: what one points at, or has come to with the keyboard, is said beneath it.
for (const wheel of document.querySelectorAll(".wheel")) {
  const tip = wheel.querySelector(".tip");
  const show = (event) => {
    const title = event.target.closest("a")?.querySelector("title");
    tip.hidden = !title;
    tip.textContent = title ? title.textContent : "";
  };
  wheel.addEventListener("pointerover", show);
  wheel.addEventListener("pointerleave", show);
  wheel.addEventListener("focusin", show);
}

// The search page: filters the list that it holds already. (Where a server has answered, the list is the answer.)
const hits = document.querySelector("#hits[data-all]");
if (hits) {
  const field = document.getElementById("q");
  const found = document.getElementById("found");
  const rows = [...hits.querySelectorAll(".row")].map((row) => [row, row.textContent.toLowerCase()]);
  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    found.textContent = count === 1 ? found.dataset.one : found.dataset.many.replace("{n}", count);
  };
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", filter);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
  });
  filter();
}
