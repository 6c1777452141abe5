// The page is whole without this script. With it, keys work, what belongs together lights up, and the claims can be filtered.
"use strict";
// An element of our own: text goes in as text, never as markup.
function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}
(() => {
  const root = document.documentElement;
  const app = root.hasAttribute("data-app");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;

  // ── what belongs together: elements that share a word of data-way ──
  function light(element) {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    const ways = new Set((element?.closest("[data-way]")?.dataset.way || "").split(" ").filter(Boolean));
    if (ways.size) for (const other of all("[data-way]")) other.classList.toggle("lit", other.dataset.way.split(" ").some((way) => ways.has(way)));
    const link = element?.closest("a[href^='#w']");
    if (link) document.getElementById(link.hash.slice(1))?.classList.add("lit");
  }
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));

  // ── copying a citation ──
  for (const block of all("[data-copy]")) {
    const button = make("button", { type: "button", class: "copy" }, "Copy");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(block.textContent.trim());
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(block);
        button.textContent = "Selected: press Ctrl+C";
      }
    });
    block.after(button);
  }

  // ── filtering the claims of the one file; the app asks the server ──
  const rows = all(".claim-row");
  const table = rows[0]?.closest("table");
  const filter = { words: "", party: "", report: "", contested: false, unnamed: false };
  const told = make("p", { class: "note", role: "status" });
  function apply() {
    const wanted = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const has = (name, value) => !value || (row.dataset[name] || "").split(" ").includes(value);
      const fits = wanted.every((word) => text.includes(word)) && has("parties", filter.party) && has("reports", filter.report)
        && (!filter.contested || "contested" in row.dataset) && (!filter.unnamed || "unnamed" in row.dataset);
      row.hidden = !fits;
      const card = document.getElementById(`claim-${row.dataset.claim}`);
      if (card && card !== row) card.hidden = !fits;
      count += fits;
    }
    told.textContent = count === rows.length ? "" : `${count} of ${rows.length} claims`;
    if (count < rows.length) for (const fold of all("#claims details.more")) fold.open = true;
  }
  function box(name, label) {
    const input = make("input", { type: "checkbox", id: `filter-${name}` });
    input.addEventListener("change", () => { filter[name] = input.checked; apply(); });
    return make("span", { class: "choice" }, input, make("label", { for: input.id }, label));
  }
  function choice(name, label, options) {
    const select = make("select", { id: `filter-${name}` }, make("option", { value: "" }, "any"));
    for (const [value, text] of options) select.append(make("option", { value }, text));
    select.addEventListener("change", () => { filter[name] = select.value; apply(); });
    return make("span", { class: "choice" }, make("label", { for: select.id }, label), select);
  }
  if (table && !app) {
    const words = make("input", { type: "search", id: "filter-words" });
    words.addEventListener("input", () => { filter.words = words.value; apply(); });
    const parties = all("thead [data-party]", table).map((head) => [head.dataset.party, head.textContent.trim()]);
    const reports = all(".report-text").map((text) => [text.id.replace("report-", ""), text.querySelector("h2, h3").textContent.trim()]);
    const form = make("form", { class: "filter", role: "search", "aria-label": "Filter the claims" },
      make("span", { class: "choice" }, make("label", { for: "filter-words" }, "Words"), words),
      choice("party", "Party", parties), choice("report", "Report", reports),
      box("contested", "contested only"), box("unnamed", "on unnamed sources only"), told);
    form.addEventListener("submit", (event) => event.preventDefault());
    (table.closest(".scroll") || table).before(form);
  }

  // ── keys ──
  const KEYS = [
    ["j, k", "next claim, claim before"], ["o", "open the claim"], ["d", "what happened to the words"], ["s", "reports side by side"],
    ["x", "unfold or fold what is not the reports’ own text"], ["/", app ? "search" : "filter the claims"], ["?", "this list"], ["Esc", "close, or stop filtering"],
  ];
  const help = make("dialog", { class: "help", "aria-labelledby": "help-title" }, make("h2", { id: "help-title" }, "Keys"),
    make("dl", {}, ...KEYS.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)])));
  const close = make("button", { type: "button" }, "Close");
  close.addEventListener("click", () => help.close());
  let listening = true; // single letters can be in the way of other tools: they can be turned off
  const off = make("button", { type: "button", "aria-pressed": "false" }, "Turn the keys off");
  off.addEventListener("click", () => {
    listening = !listening;
    off.setAttribute("aria-pressed", String(!listening));
  });
  help.append(make("p", { class: "buttons" }, off, close));
  document.body.append(help);
  const opener = make("button", { type: "button", class: "keys" }, "Keys ", make("kbd", {}, "?"));
  opener.addEventListener("click", () => help.showModal());
  document.querySelector("header")?.append(opener);

  const step = (by) => {
    const claims = all(".claim-row, .claim-card").filter(shown);
    const here = claims.findIndex((claim) => claim.contains(document.activeElement));
    const next = claims[here < 0 ? (by > 0 ? 0 : claims.length - 1) : Math.min(Math.max(here + by, 0), claims.length - 1)];
    const beside = document.querySelector(`a[rel=${by > 0 ? "next" : "prev"}]`); // of the claim that has a page to itself
    if (!next) return beside ? beside.click() : go("claims");
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const go = (key) => document.querySelector(`nav a[href$="${key}"]`)?.click();
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    o: () => document.activeElement.closest(".claim-row, .claim-card")?.querySelector("a[href]")?.click(),
    d: () => {
      const words = document.querySelector("#claim-words");
      if (words) words.scrollIntoView();
      else go("quotes");
    },
    s: () => {
      const there = document.querySelector("#reports");
      if (!there || app) return go("reports");
      root.classList.toggle("beside");
      there.scrollIntoView();
    },
    x: () => {
      const folds = all("details.boilerplate");
      const open = folds.some((fold) => !fold.open);
      for (const fold of folds) fold.open = open;
    },
    "/": () => {
      const field = document.querySelector("input[type=search]");
      field?.focus();
      field?.select();
    },
    "?": () => help.open ? help.close() : help.showModal(),
    Escape: () => {
      const form = document.querySelector("form.filter");
      if (app && form && location.search) return location.assign(location.pathname);
      if (!form || !table || app) return;
      form.reset();
      Object.assign(filter, { words: "", party: "", report: "", contested: false, unnamed: false });
      apply();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (!listening || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if ((typing && event.key !== "Escape") || (document.querySelector("dialog[open]") && event.key !== "?")) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
    if (typing) typing.blur();
  });
})();
