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
      !note.closest(".r")?.hidden;
    const notes = [...document.querySelectorAll(".note")].filter(visible);
    if (!notes.length) return;
    const focused = document.activeElement.closest(".note") ?? document.querySelector(".note:target");
    const at = notes.indexOf(focused);
    const note = at < 0 ? notes.at(by > 0 ? 0 : -1) : notes[(at + by + notes.length) % notes.length];
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "center" });
    remember(`#${note.id}`);
  }

  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dim();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=search]")) return;
    if (event.key === "j") step(1);
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
