// What a page can do beyond reading: figures light up with their counterparts, rows are filtered and searched, keys step
// through the findings. The filter's state is kept in the address. Text only ever comes and goes as text.
"use strict";
(() => {
  const root = document.documentElement;
  const form = document.getElementById("filter");
  const panel = document.getElementById("panel");
  const shown = document.getElementById("shown");
  const rows = [...document.querySelectorAll(".r")];
  const severities = ["e", "w", "i"];

  // Figures

  const FIGURE = ".f, [data-n] > a";
  let lit = [];
  let leaving = 0;

  function counterparts(figure) {
    const ids = figure.dataset.to ?? (figure.getAttribute("href") ?? "").slice(1);
    return ids.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  }

  // The browser's own tooltip would say the same thing twice. A figure without a reading has its counterpart's.
  function reading(figure) {
    if (figure.title) {
      figure.dataset.v ??= figure.title;
      figure.removeAttribute("title");
    }
    if (figure.dataset.v !== undefined) return figure.dataset.v;
    const [other] = counterparts(figure);
    return other ? (other.dataset.v ?? other.title) : "";
  }

  function line(figure) {
    const term = document.createElement("dt");
    const value = document.createElement("dd");
    term.lang = figure.closest("[lang]").lang;
    term.textContent = figure.textContent;
    value.textContent = reading(figure);
    return [term, value];
  }

  function say(selector, text) {
    const place = panel.querySelector(selector);
    place.textContent = text;
    place.hidden = !text;
  }

  function light(figure) {
    clearTimeout(leaving);
    if (lit[0] === figure && !panel.hidden) return;
    dim();
    const others = counterparts(figure);
    const told = [figure, ...others].filter((one) => one.dataset.r || one.dataset.e);
    const gather = (key) => [...new Set(told.map((one) => one.dataset[key]).filter(Boolean))].join("\n");
    lit = [figure, ...others];
    lit.forEach((one) => one.classList.add("lit"));
    panel.querySelector("dl").replaceChildren(...lit.flatMap(line));
    say(".relation", gather("r") || (others.length ? panel.querySelector(".relation").dataset.equal : ""));
    say(".explanation", gather("e"));
    panel.querySelector(".missing").hidden = !figure.classList.contains("x");
    figure.setAttribute("aria-describedby", "panel");
    place(figure);
  }

  // Below the figure, or above where there is no room.
  function place(figure) {
    const [box] = figure.getClientRects();
    panel.hidden = false;
    if (!box) return;
    const { offsetWidth: width, offsetHeight: height } = panel;
    const left = Math.max(8, Math.min(box.left, innerWidth - width - 12));
    const below = box.bottom + 8;
    const top = below + height > innerHeight ? Math.max(8, box.top - height - 8) : below;
    panel.style.left = `${left}px`;
    panel.style.top = `${top}px`;
  }

  function dim() {
    lit.forEach((one) => one.classList.remove("lit"));
    lit[0]?.removeAttribute("aria-describedby");
    lit = [];
    panel.hidden = true;
  }

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(dim, 150);
  };
  document.addEventListener("pointerover", ({ target }) => {
    const figure = target.closest(FIGURE);
    if (figure) light(figure);
    else if (panel.contains(target)) clearTimeout(leaving);
    else if (lit.length && lit[0] !== document.activeElement) leave();
  });
  document.addEventListener("focusin", ({ target }) => target.matches(FIGURE) && light(target));
  document.addEventListener("focusout", ({ target }) => target.matches(FIGURE) && leave());
  document.addEventListener("scroll", () => lit.length && place(lit[0]), { passive: true });

  // Filter and search

  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let texts;

  function sought(row, words) {
    texts ??= new Map();
    if (!texts.has(row)) texts.set(row, plain(row.textContent));
    return texts.get(row).includes(words);
  }

  function filter() {
    const words = plain(form.q.value.trim());
    const only = form.only.checked;
    const chosen = severities.filter((severity) => form[severity].checked);
    severities.forEach((severity) => root.classList.toggle(severity, chosen.includes(severity)));
    let count = 0;
    root.classList.toggle("open", form.open.checked);
    for (const row of rows) {
      const found = !only || chosen.some((severity) => row.classList.contains(severity));
      const hidden = !found || (words !== "" && !sought(row, words));
      if (row.hidden !== hidden) row.hidden = hidden;
      if (!hidden) count += 1;
    }
    const all = count === rows.length;
    shown.textContent = all ? "" : shown.dataset.words.replace("{shown}", count).replace("{all}", rows.length);
    document.getElementById("empty").hidden = count > 0 || all;
    highlight(words);
  }

  // Marks what is sought, without touching the text; at most as much as a person would look through.
  function highlight(words) {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.delete("sought");
    if (!words) return;
    const ranges = [];
    for (const row of rows.filter((row) => !row.hidden).slice(0, 500)) {
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.data.toLowerCase();
        for (let at = text.indexOf(words); at >= 0 && ranges.length < 5000; at = text.indexOf(words, at + words.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, Math.min(at + words.length, walker.currentNode.length));
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("sought", new Highlight(...ranges));
  }

  function remember(hash = location.hash) {
    const state = new URLSearchParams();
    const chosen = severities.filter((severity) => form[severity].checked);
    if (chosen.length < severities.length) state.set("severity", chosen.join(""));
    if (form.only.checked) state.set("only", "1");
    if (form.open.checked) state.set("open", "1");
    if (form.q.value.trim()) state.set("q", form.q.value.trim());
    const query = state.size ? `?${state}` : "";
    try {
      history.replaceState(null, "", location.pathname + query + hash);
    } catch {
      // A browser may refuse this for a file; the filter works all the same.
    }
  }

  function recall() {
    const state = new URLSearchParams(location.search);
    const chosen = state.get("severity");
    severities.forEach((severity) => (form[severity].checked = chosen === null || chosen.includes(severity)));
    form.only.checked = state.get("only") === "1";
    form.open.checked = state.get("open") === "1";
    form.q.value = state.get("q") ?? "";
  }

  let typing = 0;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(typing);
    const apply = () => {
      filter();
      remember();
    };
    if (target === form.q) typing = setTimeout(apply, 150);
    else apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  // Steps through the findings that are shown

  function step(by) {
    const visible = (note) =>
      severities.some((severity) => note.classList.contains(severity) && root.classList.contains(severity)) &&
      !(form.open.checked && isDecided(note)) &&
      !note.closest(".r")?.hidden;
    const notes = [...document.querySelectorAll(".note")].filter(visible);
    if (!notes.length) return;
    const at = notes.indexOf(current());
    const before = at < 0 && current() ? notes.filter((note) => current().compareDocumentPosition(note) & 2).length : at;
    const next = at < 0 && by > 0 ? before : before + by;
    const note = at < 0 && !current() ? notes.at(by > 0 ? 0 : -1) : notes[(next + notes.length) % notes.length];
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "center" });
    remember(`#${note.id}`);
  }

  const current = () => document.activeElement.closest(".note") ?? document.querySelector(".note:target");

  // Decisions: kept in this browser, exported as a file that ipalign reads

  const name = document.body.dataset.document;
  const told = document.getElementById("told");
  const notes = [...document.querySelectorAll(".note")];
  const verdicts = ["accepted", "rejected"];
  const verdictOf = (note) => verdicts.find((verdict) => note.classList.contains(verdict));
  const isDecided = (note) => note.matches(".accepted, .rejected, .known, .ignored");
  // what the report itself was made with
  const given = new Map(
    notes.filter(verdictOf).map((note) => [note.dataset.print, { verdict: verdictOf(note), reason: note.dataset.reason, by: note.dataset.by }]),
  );
  let decisions = new Map(given);
  let undone = [];

  function store(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch {
      // Some browsers keep nothing for a file; the export works all the same.
    }
    return null;
  }

  function paint(note) {
    const decision = decisions.get(note.dataset.print);
    const item = items.get(note.id);
    for (const verdict of verdicts) {
      note.classList.toggle(verdict, decision?.verdict === verdict);
      item?.classList.toggle(verdict, decision?.verdict === verdict);
    }
    if (note.matches(".known, .ignored")) return item?.classList.add("known");
    let line = note.querySelector(".decided");
    if (!decision) line?.remove();
    else {
      if (!line) {
        line = document.createElement("p");
        line.className = "decided";
        note.insertBefore(line, note.querySelector(".verdicts"));
      }
      const status = document.createElement("b");
      const reason = document.createElement("bdi");
      status.textContent = told.dataset[decision.verdict];
      reason.textContent = decision.reason;
      line.replaceChildren(status, " ", reason);
      if (decision.by) line.append(" ", Object.assign(document.createElement("span"), { className: "by", textContent: decision.by }));
    }
    const buttons = note.querySelector(".verdicts");
    if (buttons) buttons.querySelector("[data-do=undo]").hidden = !decision;
  }

  function count() {
    const all = notes.length;
    const output = document.getElementById("decided");
    const done = notes.filter(isDecided).length;
    output.textContent = all ? output.dataset.words.replace("{shown}", done).replace("{all}", all) : "";
    const reasons = new Set([...decisions.values()].map((decision) => decision.reason).filter((reason) => reason !== told.dataset.reason));
    document.getElementById("reasons").replaceChildren(
      ...[...reasons].slice(0, 20).map((reason) => Object.assign(document.createElement("option"), { value: reason })),
    );
  }

  function keep() {
    const own = [...notes.map((note) => note.dataset.print)].map((print) => [print, decisions.get(print) ?? null]);
    store(`ipalign:${name}`, JSON.stringify(own.filter(([print, decision]) => decision || given.has(print))));
    notes.forEach(paint);
    count();
  }

  // Decides on findings together, so that one undo takes it back.
  function decide(of, decision) {
    undone.push(of.map((note) => [note.dataset.print, decisions.get(note.dataset.print)]));
    for (const note of of) {
      if (decision) decisions.set(note.dataset.print, decision);
      else decisions.delete(note.dataset.print);
    }
    keep();
  }

  function undo() {
    for (const [print, before] of undone.pop() ?? []) {
      if (before) decisions.set(print, before);
      else decisions.delete(print);
    }
    keep();
  }

  const by = () => document.getElementById("by").value.trim() || undefined;
  const ofRule = (note) => notes.filter((other) => other.dataset.rule === note.dataset.rule && !isDecided(other));
  const canDecide = (note) => note && !note.matches(".known, .ignored");

  function accept(of) {
    decide(of, { verdict: "accepted", reason: told.dataset.reason, by: by() });
  }

  function ask(note, of, then) {
    document.querySelector(".reasoning")?.remove();
    const asked = document.getElementById("reasoning").content.firstElementChild.cloneNode(true);
    note.append(asked);
    const leave = () => {
      asked.remove();
      note.focus({ preventScroll: true });
    };
    asked.addEventListener("submit", (event) => {
      event.preventDefault();
      const reason = asked.reason.value.trim();
      if (!reason) return;
      leave();
      decide(of, { verdict: "rejected", reason, by: by() });
      then();
    });
    asked.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") leave();
    });
    asked.querySelector("[data-do=cancel]").addEventListener("click", leave);
    asked.reason.focus();
  }

  function exported() {
    const of = (note) => {
      const { verdict, reason, by } = decisions.get(note.dataset.print);
      const message = note.querySelector(".message bdi").textContent;
      return { fingerprint: note.dataset.print, verdict, reason, ...(by && { by }), rule: note.dataset.rule, document: name, message };
    };
    const decided = notes.filter((note) => decisions.has(note.dataset.print));
    return `${JSON.stringify({ decision: decided.map(of) }, null, 2)}\n`;
  }

  document.getElementById("export").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
    link.download = `${name}.decisions.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  document.getElementById("import").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    target.value = "";
    if (!file) return;
    told.textContent = "";
    try {
      const read = JSON.parse(await file.text()).decision;
      const own = new Map(notes.map((note) => [note.dataset.print, note]));
      undone.push(notes.map((note) => [note.dataset.print, decisions.get(note.dataset.print)]));
      for (const { fingerprint, verdict, reason, by } of read) {
        if (own.has(fingerprint) && verdicts.includes(verdict)) decisions.set(fingerprint, { verdict, reason: String(reason), by });
      }
      keep();
    } catch {
      told.textContent = told.dataset.wrong;
    }
  });

  const items = new Map([...document.querySelectorAll(".list li")].map((item) => [item.querySelector("a").hash.slice(1), item]));
  for (const note of notes.filter((note) => !note.matches(".known, .ignored"))) {
    note.append(document.getElementById("deciding").content.firstElementChild.cloneNode(true));
  }
  for (const [print, decision] of JSON.parse(store(`ipalign:${name}`) ?? "[]")) {
    if (decision) decisions.set(print, decision);
    else decisions.delete(print);
  }
  const own = document.getElementById("by");
  own.value = store("ipalign:by") ?? "";
  own.addEventListener("change", () => store("ipalign:by", own.value.trim()));
  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".verdicts button");
    const note = button?.closest(".note");
    if (!note) return;
    if (button.dataset.do === "accept") accept([note]);
    else if (button.dataset.do === "reject") ask(note, [note], () => {});
    else decide([note], undefined);
  });
  document.getElementById("help").addEventListener("click", () => document.getElementById("keys").showModal());
  notes.forEach(paint);
  count();

  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dim();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox])")) return;
    const note = current();
    if (event.key === "j" || event.key === "s") step(1);
    else if (event.key === "u") undo();
    else if (event.key === "?") document.getElementById("keys").showModal();
    else if ("aArR".includes(event.key) && canDecide(note)) {
      event.preventDefault();
      const of = event.key === "A" || event.key === "R" ? ofRule(note) : [note];
      if (event.key.toLowerCase() === "a") {
        accept(of);
        step(1);
      } else ask(note, of, () => step(1));
    }
    else if (event.key === "k") step(-1);
    else if (event.key === "/") {
      event.preventDefault();
      form.q.focus();
    }
  });

  // A link into a row that the filter hides shows that row all the same.
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const row = target && target.closest(".r");
    if (row?.hidden) {
      row.hidden = false;
      target.scrollIntoView({ block: "center" });
    }
  }

  form.hidden = false;
  recall();
  filter();
  reveal();
  addEventListener("hashchange", reveal);
})();
