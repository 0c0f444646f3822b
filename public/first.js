// Before the first paint: language, type size, and the search box where it belongs; and, for as
// long as the page is open, words for when the app cannot start or has failed. Kept apart from
// the app because it has to work without it.
(function (root) {
  var read = function (key) {
    try { return localStorage.getItem(key); } catch (e) { return null; }
  };
  var english = read("bangban.language") === "en";
  if (read("bangban.elder") === "1") root.dataset.elder = "";
  if (english) {
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

  var failed = [
    "这一页出了问题", "填写过的内容已经存在本机，重新打开后可以接着填。",
    "Something went wrong on this page", "What you filled is kept on this device. Open the page again to go on."
  ];
  var absent = [
    "页面没有打开", "可能是网络不好。请检查网络后重新打开；填写过的内容仍在本机。",
    "The page could not be opened", "The network may be weak. Check it and open the page again; what you filled is still on this device."
  ];
  var tell = function (words) {
    var at = root.lang === "en" ? 2 : 0;
    var make = function (tag, name, text) {
      var node = document.createElement(tag);
      node.className = name;
      if (text) node.textContent = text;
      return node;
    };
    var main = make("main", "page narrow"), notice = make("div", "notice wrong"), body = make("div", "");
    var again = make("button", "btn main", at ? "Open again" : "重新打开");
    // No link: the app, though it has failed, would still take the press for itself.
    again.onclick = function () { location.reload(); };
    body.append(make("h1", "", words[at]), make("p", "", words[at + 1]), again);
    notice.setAttribute("role", "alert");
    notice.append(make("span", ""), body);
    main.append(notice);
    document.body.replaceChildren(main);
  };
  var judge = function (error, part) {
    if (error instanceof WebAssembly.RuntimeError) tell(failed);
    // A part of the app itself; what else fails in a page, such as an extension, is not ours.
    else if (part && document.getElementById("first")) tell(absent);
  };
  addEventListener("unhandledrejection", function (event) { judge(event.reason); });
  addEventListener("error", function (event) {
    var error = event.error;
    judge(error, event.target.type === "module" || (error && error.message === "app absent"));
  }, true);
})(document.documentElement);
