// The page's side of the service worker: has it installed once the app can be used, and offers
// a new version. Only in what the bundler makes; the bar with the button is the app's
// (`shell.rs`), and is seen where `data-update` is set.
(function (root, workers) {
  // Whoever saves data is not made to load what they may never open.
  if (!workers || (navigator.connection && navigator.connection.saveData)) return;
  var late = function (then) {
    if (document.getElementById("first") || document.readyState !== "complete") setTimeout(late, 500, then);
    else (window.requestIdleCallback || setTimeout)(then);
  };
  var follow = function (registration) {
    var offer = function () {
      if (registration.active && registration.waiting) root.dataset.update = "";
    };
    var watch = function () {
      var worker = registration.installing;
      if (worker) worker.addEventListener("statechange", offer);
    };
    registration.addEventListener("updatefound", watch);
    watch();
    offer();
    // A page that stays open for days asks too.
    var asked = Date.now();
    document.addEventListener("visibilitychange", function () {
      if (document.hidden || Date.now() - asked < 3600000) return;
      asked = Date.now();
      registration.update().catch(function () {});
    });
    // Only the page in which it was pressed is opened anew: another may be in the middle of a
    // filing.
    document.addEventListener("click", function (event) {
      if (!(event.target instanceof Element) || !event.target.closest("[data-take-update]")) return;
      var again = function () { location.reload(); };
      if (!registration.waiting) return again();
      workers.addEventListener("controllerchange", again);
      registration.waiting.postMessage("take");
    });
  };
  late(function () {
    var came = !workers.controller;
    // Where it is refused, the app does without.
    workers.register("/sw.js").then(follow).catch(function () {});
    workers.ready.then(function (registration) {
      root.dataset.kept = "";
      var read = performance.getEntriesByType("resource").map(function (entry) { return entry.name; });
      if (came) registration.active.postMessage(read);
    });
  });
})(document.documentElement, navigator.serviceWorker);
