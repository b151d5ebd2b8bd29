// What a page can do beyond reading: figures light up with their counterparts, rows are filtered and searched, keys step
// through the findings and decide on them, and the alignment can be mended. The filter's state is kept in the address.
// Text only ever comes and goes as text.
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

  const notes = [...document.querySelectorAll(".note")];
  const items = new Map([...document.querySelectorAll(".list li")].map((item) => [item.querySelector("a").hash.slice(1), item]));
  const verdicts = ["accepted", "rejected"];
  const statusOf = (note) => [...verdicts, "known", "ignored"].find((status) => note.classList.contains(status)) ?? "open";
  const severityOf = (note) => severities.find((severity) => note.classList.contains(severity));

  function isShown(note) {
    const { rule, status } = form;
    return (
      form[severityOf(note)].checked && (!rule.value || rule.value === note.dataset.rule) && (!status.value || status.value === statusOf(note))
    );
  }

  function filterNotes() {
    const found = new Set();
    for (const note of notes) {
      const hidden = !isShown(note);
      if (note.hidden !== hidden) note.hidden = hidden;
      const item = items.get(note.id);
      if (item && item.hidden !== hidden) item.hidden = hidden;
      if (!hidden) found.add(note.closest(".r"));
    }
    return found;
  }

  function filter() {
    const words = plain(form.q.value.trim());
    const only = form.only.checked;
    const chosen = severities.filter((severity) => form[severity].checked);
    severities.forEach((severity) => root.classList.toggle(severity, chosen.includes(severity)));
    const noted = filterNotes();
    const isMarked = (row) => !form.rule.value && !form.status.value && chosen.some((severity) => row.classList.contains(severity));
    let count = 0;
    for (const row of rows) {
      const found = !only || noted.has(row) || isMarked(row);
      const hidden = !found || row.matches(".gone") || (words !== "" && !sought(row, words));
      if (row.hidden !== hidden) row.hidden = hidden;
      if (!hidden) count += 1;
    }
    const all = count === rows.length;
    shown.textContent = all ? "" : shown.dataset.words.replace("{shown}", count).replace("{all}", rows.length);
    document.getElementById("empty").hidden = count > 0 || all;
    highlight(words);
  }

  // Orders the list of findings; those that are alike stay in the order of the text.
  function sort() {
    const rank = {
      "": () => 0,
      severity: (note) => severities.indexOf(severityOf(note)),
      rule: (note) => note.dataset.rule,
      status: (note) => ["open", ...verdicts, "known", "ignored"].indexOf(statusOf(note)),
    }[form.sort?.value ?? ""];
    const ranked = notes.map((note, place) => [rank(note), place, items.get(note.id)]).filter(([, , item]) => item);
    const place = ([, , item]) => Number(item.querySelector(".no").textContent);
    ranked.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : place(a) - place(b)));
    document.querySelector(".list")?.append(...ranked.map(([, , item]) => item));
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

  const choices = ["rule", "status", "sort"].filter((name) => form[name]);

  function remember(hash = location.hash) {
    const state = new URLSearchParams();
    const chosen = severities.filter((severity) => form[severity].checked);
    if (chosen.length < severities.length) state.set("severity", chosen.join(""));
    if (form.only.checked) state.set("only", "1");
    for (const name of choices) if (form[name].value) state.set(name, form[name].value);
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
    for (const name of choices) {
      const wanted = state.get(name) ?? "";
      if ([...form[name].options].some((option) => option.value === wanted)) form[name].value = wanted;
    }
    form.q.value = state.get("q") ?? "";
  }

  let typing = 0;
  // the order of the list is asked for beside the list, outside the form
  document.addEventListener("input", ({ target }) => {
    if (target.form !== form || target.type === "file") return;
    clearTimeout(typing);
    const apply = () => {
      if (target === form.sort) sort();
      else filter();
      remember();
    };
    if (target === form.q) typing = setTimeout(apply, 150);
    else apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  // Steps through the findings that are shown

  function step(by) {
    const visible = [...document.querySelectorAll(".note")].filter((note) => !note.hidden && !note.closest(".r")?.hidden);
    if (!visible.length) return;
    const now = current();
    const at = visible.indexOf(now);
    // what is before one that the filter has just hidden
    const before = at < 0 && now ? visible.filter((note) => now.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_PRECEDING).length : at;
    const next = at < 0 && by > 0 ? before : before + by;
    go(at < 0 && !now ? visible.at(by > 0 ? 0 : -1) : visible[(next + visible.length) % visible.length]);
  }

  function go(note) {
    here = note;
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "center" });
    remember(`#${note.id}`);
  }

  let here = null;
  const current = () => document.activeElement.closest(".note") ?? here ?? document.querySelector(".note:target");
  document.addEventListener("focusin", ({ target }) => (here = target.closest(".note") ?? here));

  // Decisions: kept in this browser, exported as a file that ipalign reads

  const name = document.body.dataset.document;
  const told = document.getElementById("told");
  const verdictOf = (note) => verdicts.find((verdict) => note.classList.contains(verdict));
  const isDecided = (note) => statusOf(note) !== "open";
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
    filter();
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

  function copy(text) {
    // refused where a page has no right to the clipboard; then it is shown to be copied by hand
    const shown = () => (told.textContent = text);
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(shown, shown);
    else shown();
  }

  function save(file, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
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

  document.getElementById("export").addEventListener("click", () => save(`${name}.decisions.json`, "application/json", exported()));
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

  for (const note of notes.filter((note) => !note.matches(".known, .ignored"))) {
    const buttons = document.getElementById("deciding").content.firstElementChild.cloneNode(true);
    buttons.querySelector("[data-do=copy]").hidden = !note.dataset.value;
    note.append(buttons);
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
    else if (button.dataset.do === "copy") copy(note.dataset.value);
    else decide([note], undefined);
  });
  document.getElementById("help").addEventListener("click", () => document.getElementById("keys").showModal());
  notes.forEach(paint);
  count();

  // Mending the alignment: sentences go from row to row, and the rows are exported for --beads. A row that is left empty
  // stays in the page, hidden, so that one step back finds it again; its findings move to the row above.

  const mending = document.getElementById("mend");
  const tools = document.getElementById("mending").content.firstElementChild.cloneNode(true);
  const steps = [];
  let chosen = null;
  let isSaved = true;

  const cells = (row) => [...row.querySelectorAll(":scope > [lang]")];
  const sentences = (cell) => [...cell.querySelectorAll(":scope > [data-n]")];
  const sides = (row) => cells(row).map(sentences);
  const number = (sentence) => Number(sentence.dataset.n);
  const isLive = (row) => row && !row.matches(".gone");

  function neighbour(row, by) {
    let next = row;
    do next = by < 0 ? next.previousElementSibling : next.nextElementSibling;
    while (next && !isLive(next));
    return next;
  }

  function fill(cell, list) {
    if (!cell.matches(".none")) cell.dataset.kind = cell.className;
    cell.className = list.length ? (cell.dataset.kind ?? "") : "none";
    const gap = cell.lang === "en" ? " " : "";
    const empty = cell.closest(".rows").dataset[cell.lang];
    cell.replaceChildren(...(list.length ? list.flatMap((sentence, at) => (at ? [gap, sentence] : [sentence])) : [empty]));
  }

  // Lays out rows anew: [row, [sentences of the source, sentences of the target]].
  function arrange(plan) {
    for (const [row, lists] of plan) {
      cells(row).forEach((cell, side) => fill(cell, lists[side]));
      row.classList.toggle("gone", lists.every((list) => !list.length));
      row.hidden = row.matches(".gone");
      row.classList.add("mended");
      texts?.delete(row);
    }
    for (const note of notes.filter((note) => plan.some(([row]) => row === note.closest(".r") || row === note.home))) {
      note.home ??= note.closest(".r");
      (isLive(note.home) ? note.home : (neighbour(note.home, -1) ?? neighbour(note.home, 1))).append(note);
    }
  }

  // One step: what some rows are to hold; refused where sentences of a row would not follow each other.
  function rearrange(plan) {
    const follow = (list) => list.every((sentence, at) => !at || number(sentence) === number(list[at - 1]) + 1);
    if (!plan.every(([, lists]) => lists.every(follow))) return;
    steps.push(plan.map(([row]) => [row, sides(row)]));
    arrange(plan);
    isSaved = false;
    mended();
    const [row] = plan[0];
    if (!isLive(chosen)) choose(isLive(row) ? row : neighbour(row, -1));
  }

  function mended() {
    const output = document.getElementById("mended");
    output.textContent = steps.length ? output.dataset.words.replace("{shown}", steps.length) : "";
    document.getElementById("export-beads").hidden = !steps.length;
  }

  function unmend() {
    const before = steps.pop();
    if (!before) return;
    arrange(before);
    isSaved = !steps.length;
    mended();
    if (!isLive(chosen)) choose(before.map(([row]) => row).find(isLive));
  }

  const tricks = {
    up(row, side) {
      const above = neighbour(row, -1);
      if (!above || !sides(row)[side].length) return;
      const [to, from] = [sides(above), sides(row)];
      to[side].push(from[side].shift());
      rearrange([[above, to], [row, from]]);
    },
    down(row, side) {
      const below = neighbour(row, 1);
      if (!below || !sides(row)[side].length) return;
      const [to, from] = [sides(below), sides(row)];
      to[side].unshift(from[side].pop());
      rearrange([[row, from], [below, to]]);
    },
    merge(row) {
      const below = neighbour(row, 1);
      if (!below) return;
      const lists = sides(below);
      rearrange([[row, sides(row).map((list, side) => [...list, ...lists[side]])], [below, [[], []]]]);
    },
    // the last sentence of each side that has several; of one to one, the target
    split(row) {
      const lists = sides(row);
      if (lists.flat().length < 2) return;
      const isPair = lists.every((list) => list.length === 1);
      const rest = lists.map((list, side) => (list.length > 1 || (isPair && side) ? [list.pop()] : []));
      const below = row.cloneNode(true);
      below.querySelectorAll(":scope > :not(a, [lang])").forEach((extra) => extra.remove());
      below.querySelectorAll("[id]").forEach((twin) => twin.removeAttribute("id"));
      below.id = `${row.id}.${steps.length + 1}`;
      below.querySelector("a").href = `#${below.id}`;
      below.classList.add("gone");
      row.after(below);
      cells(below).forEach((cell) => fill(cell, []));
      rows.splice(rows.indexOf(row) + 1, 0, below);
      rearrange([[row, lists], [below, rest]]);
    },
  };

  function choose(row) {
    chosen?.classList.remove("chosen");
    chosen = row ?? null;
    if (!chosen) return tools.remove();
    chosen.classList.add("chosen");
    cells(chosen).at(-1).after(tools);
  }

  function mend(on) {
    mending.setAttribute("aria-pressed", on);
    root.classList.toggle("mend", on);
    choose(on ? (current()?.closest(".r") ?? rows.find((row) => !row.hidden && row.getBoundingClientRect().bottom > 120)) : null);
    if (on) chosen?.scrollIntoView({ block: "nearest" });
  }

  const ladder = () =>
    rows
      .filter(isLive)
      .map((row) => sides(row).map((list) => `[${list.map((sentence) => number(sentence) - 1).join(", ")}]`).join(":"))
      .join("\n");

  if (mending) {
    mending.addEventListener("click", () => mend(!chosen));
    document.getElementById("export-beads").addEventListener("click", () => {
      save(`${name}.ladder`, "text/plain", `${ladder()}\n`);
      isSaved = true;
    });
    document.querySelector(".rows.two").addEventListener("click", (event) => {
      const row = event.target.closest(".r");
      const button = event.target.closest(".mending button");
      if (button?.dataset.do === "unmend") unmend();
      else if (button) tricks[button.dataset.do](row, Number(button.dataset.side));
      else if (chosen && !event.target.closest(".note, .mending")) choose(row);
    });
    addEventListener("beforeunload", (event) => isSaved || event.preventDefault());
  }

  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dim();
    const isTyping = event.target.matches("input:not([type=checkbox]), select, dialog *");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    const note = current();
    if (event.key === "j" || event.key === "s") step(1);
    else if (event.key === "u") (chosen ? unmend : undo)();
    else if (event.key === "m" && mending) mend(!chosen);
    else if (event.key === "?") {
      event.preventDefault();
      document.getElementById("keys").showModal();
    }
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

  document.querySelectorAll("#filter, .sort").forEach((of) => (of.hidden = false));
  // what is linked to stands below the bar, however many lines that takes
  const bar = document.querySelector(".bar");
  const clear = () => (root.style.scrollPaddingTop = getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight + 12}px` : "");
  new ResizeObserver(clear).observe(bar);

  recall();
  filter();
  sort();
  reveal();
  addEventListener("hashchange", reveal);
})();
