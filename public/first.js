// Before the first paint: language, type size, and the search box where it belongs.
// Kept apart from the app because it has to run before the app has arrived.
(function (root) {
  var read = function (key) {
    try { return localStorage.getItem(key); } catch (e) { return null; }
  };
  if (read("bangban.elder") === "1") root.dataset.elder = "";
  if (read("bangban.language") === "en") {
    root.lang = "en";
    document.querySelectorAll("[data-en]").forEach(function (node) {
      if (node.placeholder) {
        node.placeholder = node.dataset.en;
        node.setAttribute("aria-label", "Search services");
      } else node.textContent = node.dataset.en;
    });
  }
  var path = location.pathname;
  if (path === "/" || path === "/search") {
    document.getElementById("first-ask").hidden = false;
    document.getElementById("first-q").value = new URLSearchParams(location.search).get("q") || "";
  }
})(document.documentElement);
