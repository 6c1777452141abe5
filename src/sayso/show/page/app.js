// What only the app can do: take a person's corrections, and follow a run that is still reading. Stands below page.js in one script.
(() => {
  const API = "/api/v1";
  const SILENT = "The app does not answer: is sayso serve still running?";
  const LONGEST_CHOICE = 120; // characters of a claim in a list to choose from; by eye
  const field = (label, input) => make("p", { class: "field" }, make("label", { for: input.id }, label), input);
  // Text of a report where no element can stand: what turns or hides text is shown by its number, as the page's templates do.
  const visible = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => `[U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
  const short = (text) => [...visible(text)].slice(0, LONGEST_CHOICE).join("");
  // "localStorage" is for ever, "sessionStorage" for this tab; a browser may have neither.
  const remembered = (store, name) => { try { return window[store].getItem(name) || ""; } catch { return ""; } };
  const remember = (store, name, value) => { try { window[store].setItem(name, value); } catch { /* then it is asked again */ } };

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
  // What can be chosen beside what the button is about: [id, label] each.
  async function others(what, button) {
    if (what === "origins") {
      const rest = [...document.querySelectorAll("button.correct[data-kind='same source']")].filter((one) => one !== button);
      return rest.map((one) => [JSON.parse(one.dataset.ids)[0], one.dataset.label]);
    }
    const items = await everything(what);
    const told = (item, number) => what === "claims" ? `${number + 1} · ${item.wording.text}` : `${item.name} (${item.kind})`;
    const all = items.map((item, number) => ({ ...item, label: told(item, number) }));
    return all.filter((item) => item.id !== button.dataset.now && item.kind !== "report").map((item) => [item.id, item.label]);
  }
  // Where the page is after a decision: numbers of claims may have changed, the words of this one have not.
  function after(kind) {
    const words = document.querySelector("#claim")?.dataset.words;
    return !words ? location.href : kind === "not a claim" ? "/claims" : `/claims/${words}`;
  }

  function ask(button) {
    const kind = button.dataset.kind;
    const { says, other, values, date } = KINDS[kind];
    const dialog = make("dialog", { class: "decide", "aria-labelledby": "decide-title" });
    const form = make("form", { method: "dialog" }, make("h2", { id: "decide-title" }, says));
    if (button.dataset.label) form.append(make("blockquote", {}, button.dataset.label));
    let chosen = null;
    if (other) {
      chosen = make("select", { id: "decide-other", required: "" }, make("option", { value: "" }, "choose …"));
      form.append(field({ claims: "The other claim", parties: "The other party", origins: "The other origin" }[other], chosen));
    }
    let value = null;
    if (values) {
      const rest = values.filter((one) => one !== button.dataset.now).map((one) => make("option", {}, one));
      value = make("select", { id: "decide-value", required: "" }, make("option", { value: "" }, "choose …"), ...rest);
    }
    if (date) value = make("input", { id: "decide-value", required: "", placeholder: "2026-11-22", pattern: "\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d:\\d\\d(Z|[+\\-]\\d\\d:\\d\\d)?)?)?)?" });
    if (value) form.append(field(date ? "Published (year, month or day)" : "Position", value));
    const by = make("input", { id: "decide-by", required: "", autocomplete: "name" });
    by.value = remembered("localStorage", "sayso-name");
    const because = make("textarea", { id: "decide-because", required: "", rows: "3" });
    const told = make("p", { role: "alert", class: "wrong" });
    const send = make("button", { type: "submit" }, "Decide");
    const cancel = make("button", { type: "button" }, "Cancel");
    cancel.addEventListener("click", () => dialog.close());
    form.append(field("Your name", by), field("Why", because), told, make("p", { class: "buttons" }, cancel, send));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const ids = [...JSON.parse(button.dataset.ids), ...(chosen ? [chosen.value] : [])];
      send.disabled = true;
      told.textContent = "";
      const answer = await fetch(`${API}/decisions`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ kind, ids, value: value ? value.value : null, by: by.value.trim(), because: because.value.trim() }),
      }).catch(() => null);
      if (answer?.ok) {
        remember("localStorage", "sayso-name", by.value.trim());
        const { items: [{ changed }] } = await answer.json();
        remember("sessionStorage", "sayso-changed", JSON.stringify(changed));
        const there = after(kind);
        if (there === location.href) location.reload();
        else location.assign(there);
        return;
      }
      send.disabled = false;
      const problem = answer ? await answer.json().catch(() => ({})) : {};
      told.textContent = problem.detail || SILENT;
    });
    dialog.append(form);
    dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
    document.body.append(dialog);
    dialog.showModal();
    if (!chosen) return;
    others(other, button).then((found) => chosen.append(...found.map(([id, label]) => make("option", { value: id }, short(label)))))
      .catch(() => { told.textContent = SILENT; });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.correct");
    if (button && button.dataset.kind in KINDS) ask(button);
  });

  // What the decision before this page changed.
  const changed = remembered("sessionStorage", "sayso-changed");
  remember("sessionStorage", "sayso-changed", "");
  const outcome = make("div", { class: "live", role: "status" });
  document.querySelector("header").after(outcome);
  if (changed) {
    const lines = JSON.parse(changed).map((line) => make("li", { dir: "auto" }, visible(line)));
    outcome.append(make("p", {}, "The decision is kept."), make("ul", {}, ...lines));
  }

  // ── a run that is still reading ──
  const root = document.documentElement;
  const told = make("p", { class: "live", role: "status" });
  const again = make("button", { type: "button" }, "Show it");
  again.addEventListener("click", reload);
  outcome.after(told);
  async function look() {
    const status = await fetch(`${API}/status`).then((answer) => answer.json()).catch(() => null);
    if (!status) {
      told.textContent = SILENT;
      return;
    }
    const running = status.state === "running";
    const page = status.revision === root.dataset.app ? document : await asItIsNow();
    const other = page.documentElement.dataset.app !== root.dataset.app;
    if (other && !isBusy()) {
      if (!running) return reload();
      document.querySelector("main").replaceWith(page.querySelector("main"));
      root.dataset.app = page.documentElement.dataset.app;
    }
    const reading = `sayso is reading: ${status.read} of ${status.reports} reports.`;
    const changed = other && !running;
    const words = running ? reading : changed ? "The story has changed. " : status.state === "done" ? "" : visible(status.because);
    if (told.firstChild?.data !== words) told.replaceChildren(words, ...(changed ? [again] : []));
    setTimeout(look, running ? 1500 : 5000);
  }
  // A claim's number may be another one's by now: it is found by its words, and where it is none any more, all are shown.
  async function reload() {
    const there = after("");
    if (there === location.href) return location.reload();
    const answer = await fetch(there).catch(() => null);
    location.replace(answer?.ok ? there : "/claims");
  }
  async function asItIsNow() {
    const answer = await fetch(after("")).catch(() => null);
    return answer ? new DOMParser().parseFromString(await answer.text(), "text/html") : document;
  }
  // Whether somebody is in the middle of something on the page.
  function isBusy() {
    const here = document.activeElement;
    return Boolean(document.querySelector("dialog[open]") || document.querySelector("main").contains(here) || here.matches("input"));
  }
  look();
})();
