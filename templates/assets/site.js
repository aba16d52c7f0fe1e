// Optional help on top of pages that are complete without it: a search field,
// sorting and filtering of long tables, saving of charts and tables, no needless stops at tables that fit,
// and open tables on paper.
(function () {
  "use strict";

  function element(tag, attributes, text) {
    var e = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { e.setAttribute(name, attributes[name]); });
    if (text) { e.textContent = text; }
    return e;
  }

  // plain makes texts comparable: no case, no accents, no curly apostrophes.
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u2018\u2019']/g, "");
  }

  function wordsOf(text) { return plain(text).split(/[^a-z0-9]+/).filter(Boolean); }

  function each(selector, root, use) { Array.prototype.forEach.call((root || document).querySelectorAll(selector), use); }

  // A region that does not scroll is no stop for the keyboard.
  function regions() {
    each(".scroll, .fits", null, function (region) {
      var scrolls = region.scrollWidth > region.clientWidth;
      if (scrolls) { region.setAttribute("tabindex", "0"); } else { region.removeAttribute("tabindex"); }
      var hint = region.previousElementSibling;
      if (hint && hint.classList.contains("hint")) {
        hint.hidden = !scrolls && region.clientWidth > 0;
        hint.classList.toggle("on", scrolls);
      }
    });
  }

  // Search: a combobox with a list of pages. Each entry of the index is name,
  // address, finding and further words.
  function search() {
    var pages = window.sendpackPages, header = document.querySelector("header.site");
    var bar = header && header.querySelector(".bar");
    if (!pages || !bar) { return; }
    var root = header.getAttribute("data-root") || "", found = [], current = -1;
    pages = pages.map(function (p) {
      return { name: p[0], href: p[1], finding: p[2], title: wordsOf(p[0]), words: wordsOf(p.join(" ")) };
    });
    var box = element("div", { "class": "search", role: "search" });
    var label = element("label", { "class": "vh", "for": "search" }, "Search this site");
    var input = element("input", { id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
      placeholder: "Search this site", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found" });
    var count = element("p", { "class": "vh", role: "status" });
    var list = element("ul", { id: "found", role: "listbox", "aria-label": "Pages found" });
    [label, input, count, list].forEach(function (e) { box.appendChild(e); });
    bar.appendChild(box);

    // score is how well a page answers: 0 not at all. A word may be typed in
    // part, but must begin a word of the page.
    function score(page, words) {
      var sum = 0;
      for (var i = 0; i < words.length; i++) {
        var w = words[i], at = -1;
        page.title.forEach(function (t, n) { if (at < 0 && t.indexOf(w) === 0) { at = n; } });
        if (at >= 0) { sum += (at === 0 ? 12 : 10) + (page.title[at] === w ? 2 : 0); continue; }
        if (!page.words.some(function (t) { return t.indexOf(w) === 0; })) { return 0; }
        sum += 4;
      }
      return sum;
    }

    function choose(n) {
      current = n;
      each("[role=option]", list, function (o, i) { o.setAttribute("aria-selected", i === n ? "true" : "false"); });
      if (n < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", "found-" + n);
      document.getElementById("found-" + n).scrollIntoView({ block: "nearest" });
    }

    function close() {
      list.textContent = "";
      count.textContent = "";
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function open(page) { window.location.href = root + page.href; }

    function show() {
      close();
      var words = wordsOf(input.value);
      if (!words.length) { return; }
      found = pages.map(function (page, n) { return { page: page, score: score(page, words), n: n }; })
        .filter(function (f) { return f.score > 0; })
        .sort(function (a, b) { return b.score - a.score || a.page.title.length - b.page.title.length || a.n - b.n; });
      var all = found.length;
      found = found.slice(0, 8).map(function (f) { return f.page; });
      found.forEach(function (page, n) {
        var option = element("li", { id: "found-" + n, role: "option", "aria-selected": "false" });
        option.appendChild(element("strong", {}, page.name));
        if (page.finding && page.finding !== page.name) { option.appendChild(element("span", {}, page.finding)); }
        // Before the field loses focus, which would close the list.
        option.addEventListener("mousedown", function (event) { event.preventDefault(); });
        option.addEventListener("click", function () { open(page); });
        list.appendChild(option);
      });
      count.textContent = all === 1 ? "1 page found" : all + " pages found" + (all > 8 ? ", the first 8 are listed" : "");
      if (!all) { count.textContent = "No page found. The A to Z lists them all."; }
      box.classList.toggle("none", !all);
      count.classList.toggle("vh", all > 0);
      input.setAttribute("aria-expanded", all > 0 ? "true" : "false");
    }

    input.addEventListener("input", show);
    input.addEventListener("keydown", function (event) {
      var n = found.length;
      if (event.key === "Escape") { close(); input.value = ""; return; }
      if (input.getAttribute("aria-expanded") !== "true") { return; }
      if (event.key === "ArrowDown") { choose(current + 1 < n ? current + 1 : 0); }
      else if (event.key === "ArrowUp") { choose(current > 0 ? current - 1 : n - 1); }
      else if (event.key === "Enter") { open(found[Math.max(current, 0)]); }
      else { return; }
      event.preventDefault();
    });
    box.addEventListener("focusout", function (event) { if (!box.contains(event.relatedTarget)) { close(); } });
  }

  // The sort key of a cell: its exact value where it has one, else its words.
  // Cells without a number come last either way.
  function keyOf(row, column) {
    var cell = row.cells[column], figure = cell && cell.querySelector("data[value]");
    if (figure) { return parseFloat(figure.getAttribute("value")); }
    return cell ? plain(cell.textContent.trim()) : "";
  }

  function compare(a, b, sign) {
    var numbers = (typeof a === "number") - (typeof b === "number");
    if (numbers) { return -numbers; }
    if (typeof a === "number") { return sign * (a - b); }
    return sign * (a < b ? -1 : a > b ? 1 : 0);
  }

  // Tables that ask for it get a button in each head and, where they are long,
  // a field that filters their rows.
  function tables() {
    each("table[data-sort]", null, function (table) {
      var body = table.tBodies[0], status = element("p", { "class": "vh", role: "status" });
      var name = table.caption ? table.caption.textContent : "this table";
      var region = table.parentNode;
      region.parentNode.insertBefore(status, region);
      each("thead th", table, function (head) {
        var text = head.textContent, button = element("button", { type: "button", "class": "sort" }, text);
        head.textContent = "";
        head.appendChild(button);
        button.addEventListener("click", function () {
          var down = head.getAttribute("aria-sort") === "ascending", column = head.cellIndex;
          each("thead th", table, function (other) { other.removeAttribute("aria-sort"); });
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          Array.prototype.slice.call(body.rows).map(function (row, n) { return { row: row, key: keyOf(row, column), n: n }; })
            .sort(function (a, b) { return compare(a.key, b.key, down ? -1 : 1) || a.n - b.n; })
            .forEach(function (item) { body.appendChild(item.row); });
          status.textContent = "Sorted by " + text + ", " + (down ? "highest or last first" : "lowest or first first");
        });
      });
      if (body.rows.length < 10) { return; }
      var id = "filter-" + table.id, field = element("p", { "class": "filter" });
      field.appendChild(element("label", { "for": id }, "Show only rows with"));
      var input = element("input", { id: id, type: "search", autocomplete: "off", "aria-label": "Show only rows of " + name + " with" });
      field.appendChild(input);
      region.parentNode.insertBefore(field, status);
      input.addEventListener("input", function () {
        // Commas part alternatives: "kent, medway" keeps the rows of either.
        var wanted = input.value.split(",").map(wordsOf).filter(function (words) { return words.length; }), shown = 0;
        Array.prototype.forEach.call(body.rows, function (row) {
          var text = wordsOf(row.textContent);
          row.hidden = wanted.length > 0 && !wanted.some(function (words) {
            return words.every(function (w) { return text.some(function (t) { return t.indexOf(w) === 0; }); });
          });
          shown += row.hidden ? 0 : 1;
        });
        status.textContent = shown + " of " + body.rows.length + " rows shown";
      });
    });
  }

  // save offers text as a file, without any request.
  function save(text, name, kind) {
    var a = element("a", { href: URL.createObjectURL(new Blob([text], { type: kind })), download: name });
    document.body.appendChild(a);
    a.click();
    a.remove();
    setTimeout(function () { URL.revokeObjectURL(a.href); }, 10000);
  }

  // A figure is saved with its exact value. Text that a spreadsheet would take
  // for a formula is kept from that by an apostrophe.
  function csvCell(cell) {
    var figure = cell.querySelector("data[value]");
    if (figure) { return figure.getAttribute("value"); }
    var text = cell.textContent.trim().replace(/\s+/g, " ");
    if (/^[=+@\t-]/.test(text)) { text = "'" + text; }
    return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // Charts of the site can be saved as drawings, their tables as CSV.
  function downloads() {
    each(".theme-web .chart", null, function (chart) {
      var svg = chart.querySelector(".plot svg"), table = chart.querySelector("table");
      var name = (document.title.split(" – ")[0] + " " + (chart.id || "")).toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60);
      var line = element("p", { "class": "save" });
      function button(text, act) {
        var b = element("button", { type: "button", "class": "sort" }, text);
        b.addEventListener("click", act);
        line.appendChild(b);
      }
      if (svg) {
        button("Save chart (SVG)", function () {
          var shown = Array.prototype.filter.call(chart.querySelectorAll(".plot svg"), function (s) { return s.getBoundingClientRect().width > 0; })[0] || svg;
          var copy = shown.cloneNode(true);
          copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
          save(new XMLSerializer().serializeToString(copy), name + ".svg", "image/svg+xml");
        });
      }
      if (table) {
        button("Save table (CSV)", function () {
          var rows = Array.prototype.map.call(table.rows, function (r) { return Array.prototype.map.call(r.cells, csvCell).join(","); });
          save("\ufeff" + rows.join("\r\n") + "\r\n", name + ".csv", "text/csv");
        });
      }
      if (line.firstChild) { chart.appendChild(line); }
    });
  }

  window.addEventListener("beforeprint", function () { each("details", null, function (d) { d.open = true; }); });
  window.addEventListener("resize", regions);
  document.addEventListener("toggle", regions, true);
  search();
  tables();
  downloads();
  regions();
})();
