// What only the app can do: take a person's corrections, and follow a run that is still reading.
"use strict";
(() => {
  const API = "/api/v1";
  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const field = (label, input) => make("p", { class: "field" }, make("label", { for: input.id }, label), input);
  const remembered = (name) => { try { return localStorage.getItem(name) || ""; } catch { return ""; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a browser without storage */ } };

  // ── corrections ──
  // What each kind says, and what has to be chosen besides a name and a reason.
  const KINDS = {
    "merge claims": { says: "These two are one claim", other: "claims" },
    "split claim": { says: "These words say another claim" },
    "not a claim": { says: "This is not a claim" },
    position: { says: "The position is another one", values: ["asserts", "denies", "doubts", "asks", "reports"] },
    "merge parties": { says: "These two are one party", other: "parties" },
    "split party": { says: "This is somebody else" },
    "same source": { says: "These two are one source", other: "origins" },
    "not a copy": { says: "Neither was copied from the other" },
    date: { says: "The report was published on another day", date: true },
    undo: { says: "Take the decision back" },
  };

  async function everything(what) {
    const found = [];
    let next = `${API}/${what}?limit=200`;
    while (next) {
      const answer = await (await fetch(next)).json();
      found.push(...answer.items);
      next = answer.next ? `${API}/${what}?limit=200&cursor=${encodeURIComponent(answer.next)}` : "";
    }
    return found;
  }
  async function others(what, button) {
    if (what === "origins") {
      const rest = [...document.querySelectorAll("button.correct[data-kind='same source']")].filter((one) => one !== button);
      return rest.map((one) => [one.dataset.ids, one.dataset.label]);
    }
    const items = await everything(what);
    const told = (item, number) => what === "claims" ? `${number + 1} · ${item.wording.text}` : `${item.name} (${item.kind})`;
    return items.map((item, number) => [item.id, told(item, number)]).filter(([id]) => id !== button.dataset.ids);
  }

  async function ask(button) {
    const kind = button.dataset.kind;
    const { says, other, values, date } = KINDS[kind];
    const dialog = make("dialog", { class: "decide", "aria-labelledby": "decide-title" });
    const form = make("form", { method: "dialog" }, make("h2", { id: "decide-title" }, says));
    if (button.dataset.label) form.append(make("blockquote", {}, button.dataset.label));
    let chosen = null;
    if (other) {
      chosen = make("select", { id: "decide-other", required: "" }, make("option", { value: "" }, "choose …"));
      for (const [id, label] of await others(other, button)) chosen.append(make("option", { value: id }, label.slice(0, 120)));
      form.append(field({ claims: "The other claim", parties: "The other party", origins: "The other origin" }[other], chosen));
    }
    let value = null;
    if (values) value = make("select", { id: "decide-value", required: "" }, ...values.map((one) => make("option", {}, one)));
    if (date) value = make("input", { id: "decide-value", required: "", placeholder: "2026-11-22", pattern: "\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d:\\d\\dZ?)?)?)?" });
    if (value) form.append(field(date ? "Published (year, month or day)" : "Position", value));
    const by = make("input", { id: "decide-by", required: "", autocomplete: "name" });
    by.value = remembered("sayso-name");
    const because = make("textarea", { id: "decide-because", required: "", rows: "3" });
    const told = make("p", { role: "alert", class: "wrong" });
    const send = make("button", { type: "submit" }, "Decide");
    const cancel = make("button", { type: "button" }, "Cancel");
    cancel.addEventListener("click", () => dialog.close());
    form.append(field("Your name", by), field("Why", because), told, make("p", { class: "buttons" }, cancel, send));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const ids = [...button.dataset.ids.split(" "), ...(chosen ? chosen.value.split(" ") : [])];
      send.disabled = true;
      told.textContent = "";
      const answer = await fetch(`${API}/decisions`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ kind, ids, value: value ? value.value : null, by: by.value.trim(), because: because.value.trim() }),
      }).catch(() => null);
      if (answer?.ok) {
        remember("sayso-name", by.value.trim());
        location.reload();
        return;
      }
      send.disabled = false;
      const problem = answer ? await answer.json().catch(() => ({})) : {};
      told.textContent = problem.detail || "The app does not answer: is sayso serve still running?";
    });
    dialog.append(form);
    dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.correct");
    if (button && button.dataset.kind in KINDS) ask(button);
  });

  // ── a run that is still reading ──
  const told = make("p", { class: "live", role: "status" });
  document.querySelector("header").after(told);
  let seen = null;
  async function look() {
    const status = await fetch(`${API}/status`).then((answer) => answer.json()).catch(() => null);
    if (!status) {
      told.textContent = "The app does not answer any more.";
      return;
    }
    const running = status.state === "running";
    if (seen && seen.revision !== status.revision) await renew();
    told.textContent = running ? `sayso is reading: ${status.read} of ${status.reports} reports.` : "";
    seen = status;
    setTimeout(look, running ? 1500 : 5000);
  }
  // The same page as it is now, unless somebody is in the middle of something on it.
  async function renew() {
    if (document.querySelector("dialog[open]") || document.querySelector("main").contains(document.activeElement)) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
  }
  look();
})();
