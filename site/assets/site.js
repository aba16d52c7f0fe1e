// Optional help on top of pages that are complete without it: a search field,
// no needless stops at tables that fit, and open tables on paper.
(function () {
  "use strict";

  function element(tag, attributes, text) {
    var e = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { e.setAttribute(name, attributes[name]); });
    if (text) { e.textContent = text; }
    return e;
  }

  // A region that does not scroll is no stop for the keyboard.
  function regions() {
    document.querySelectorAll(".scroll").forEach(function (region) {
      var scrolls = region.scrollWidth > region.clientWidth;
      if (scrolls) { region.setAttribute("tabindex", "0"); } else { region.removeAttribute("tabindex"); }
      var hint = region.previousElementSibling;
      if (hint && hint.classList.contains("hint")) {
        hint.hidden = !scrolls && region.clientWidth > 0;
        hint.classList.toggle("on", scrolls);
      }
    });
  }

  function search() {
    var pages = window.sendpackPages, header = document.querySelector("header.site");
    var bar = header && header.querySelector(".bar");
    if (!pages || !bar) { return; }
    var root = header.getAttribute("data-root") || "";
    var box = element("div", { "class": "search", role: "search" });
    var label = element("label", { "class": "vh", "for": "search" }, "Search indicators");
    var input = element("input", { id: "search", type: "search", autocomplete: "off", placeholder: "Search indicators" });
    var count = element("p", { "class": "vh", role: "status" });
    var list = element("ul", { role: "list" });
    [label, input, count, list].forEach(function (e) { box.appendChild(e); });
    bar.appendChild(box);

    function clear() { list.textContent = ""; count.textContent = ""; }

    input.addEventListener("input", function () {
      clear();
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (!words.length) { return; }
      var found = pages.filter(function (page) {
        var text = (page[0] + " " + page[2]).toLowerCase();
        return words.every(function (word) { return text.indexOf(word) >= 0; });
      });
      found.slice(0, 8).forEach(function (page) {
        var item = element("li", {});
        item.appendChild(element("a", { href: root + page[1] }, page[0]));
        list.appendChild(item);
      });
      count.textContent = found.length === 1 ? "1 page found" : found.length + " pages found";
      if (!found.length) { list.appendChild(element("li", { "class": "marked" }, "No page found")); }
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { clear(); input.value = ""; input.focus(); }
    });
    box.addEventListener("focusout", function (event) {
      if (!box.contains(event.relatedTarget)) { clear(); }
    });
  }

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
  });
  window.addEventListener("resize", regions);
  document.addEventListener("toggle", regions, true);
  search();
  regions();
})();
