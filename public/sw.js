// The service worker, by hand. The bundler puts three constants before it:
//   VERSION  hash of all that is listed
//   PAGE     what index.html names: start script, styles, main module…
//   REST     everything else of the app: packs, icons, the manifest
// What it keeps and what it never keeps stands in ARCHITECTURE.md, "Without a network".
/* global VERSION, PAGE, REST */

const APP = "app-";
const OWN = APP + VERSION;
/** Which version each open page runs: `/{client id}` → version. */
const RUNNING = "running";
const SHELL = "/index.html";
const CONFIG = "/config.json";
/** How long the network may take where something kept could be shown, milliseconds. */
const PATIENCE = 3000;

/** The public answers that are kept, and how many of a kind. Nothing else of the API is: what
 * is about a person never comes into a cache. */
const API = "/api/v1";
const KEPT = [
  [/^\/catalogue\/(index|figures|scenes)$/, "lists", 8],
  [/^\/catalogue\/items\/[^/]+\/guide$/, "guides", 60],
  [/^\/catalogue\/regions\/[^/]+\/children$/, "regions", 200],
  [/^\/forms\/[^/]+$/, "forms", 20],
];
/** Kept as soon as the worker is there: searching needs them. */
const FIRST = ["/catalogue/index", "/catalogue/figures", "/catalogue/scenes"];

/** An address with such an ending is a file and no page of the app. */
const FILE = /\.(html|css|m?js|wasm|pack|json|webmanifest|map|svg|png|jpg|webp|ico|woff2|txt|pdf|xlsx|br|gz|php)$/;

/** A name with a hash is always the same file. */
const HASHED = /-[0-9a-f]{16}\./;

const find = (request, cacheName) => caches.match(request, { ignoreVary: true, cacheName });

// Installing: one file after the other, so that whoever is using the app does not notice. What
// an older version had under the same name is the same file.

const install = async () => {
  const cache = await caches.open(OWN);
  const shell = await fetched(SHELL, "no-cache");
  const text = await shell.clone().text();
  // In the middle of a deployment the page may be of another version: not now, then.
  if (!PAGE.every((name) => text.includes(name))) throw new Error("another version");
  await cache.put(SHELL, shell);
  for (const name of [...PAGE, ...REST]) {
    if (await find(name, OWN)) continue;
    const known = HASHED.test(name) ? await find(name) : undefined;
    await cache.put(name, known || (await fetched(name, HASHED.test(name) ? "default" : "no-cache")));
  }
  // The app works without a configuration as well.
  await fetched(CONFIG, "no-cache").then((answer) => cache.put(CONFIG, answer), () => {});
};

const fetched = async (name, cache) => {
  const answer = await fetch(name, { cache, priority: "low" });
  if (!answer.ok || answer.redirected) throw new Error(name);
  return answer;
};

// A version stays until no page runs it.

/** Notes what a page runs, and drops the versions that nobody does. */
const note = async (client) => {
  const running = await caches.open(RUNNING);
  if (client) await running.put("/" + client, new Response(VERSION));
  const needed = new Set([OWN]);
  const known = new Set();
  for (const key of await running.keys()) {
    const id = new URL(key.url).pathname.slice(1);
    // The page that is being opened is no client yet.
    if (id !== client && !(await self.clients.get(id))) await running.delete(key);
    else {
      known.add(id);
      needed.add(APP + (await (await running.match(key)).text()));
    }
  }
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  // A page that came before any worker did may run any version, and one that is being
  // installed is not run yet.
  const { installing, waiting } = self.registration;
  if (installing || waiting || open.some((one) => !known.has(one.id))) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(APP) && !needed.has(name)) await caches.delete(name);
  }
};

// Answers.

/** The page, from the cache: it and all that it names are of one version, and what a newer one
 * brings waits until the person wants it. Headers, such as the policy, are brought up to date
 * behind it. */
const shell = async (event) => {
  const kept = await find(SHELL, OWN);
  if (!kept) return fetch(event.request);
  event.waitUntil(note(event.resultingClientId));
  event.waitUntil(refresh(kept.clone()).catch(() => {}));
  return kept;
};

const refresh = async (kept) => {
  const now = await fetched(SHELL, "no-cache");
  if ((await now.clone().text()) === (await kept.text())) await (await caches.open(OWN)).put(SHELL, now);
};

/** From the network, and kept; what was kept where the network fails or takes too long. */
const fresh = (event, name, limit) => {
  const { request } = event;
  const sent = fetch(request);
  const stored = sent.then((answer) => mayKeep(answer) && keep(request.url, answer.clone(), name, limit));
  event.waitUntil(stored.catch(() => {}));
  // A gateway whose backend is gone is no better than no network.
  const asked = sent.then((answer) => (answer.status < 502 ? answer : Promise.reject(answer)));
  const kept = () => find(request.url, name);
  const late = new Promise((wake) => setTimeout(wake, PATIENCE)).then(kept).then((answer) => answer || asked);
  return Promise.race([asked, late]).catch(async (failed) => {
    const answer = await kept();
    if (answer) return answer;
    return failed instanceof Response ? failed : Response.error();
  });
};

const mayKeep = (answer) =>
  answer.status === 200 && !answer.redirected && !/no-store|private/.test(answer.headers.get("cache-control") || "");

/** Keeps an answer as the newest of its kind, and drops the oldest beyond the limit. */
const keep = async (url, answer, name, limit) => {
  const cache = await caches.open(name);
  await cache.delete(url, { ignoreVary: true });
  await cache.put(url, answer);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - limit))) await cache.delete(key);
};

/** The kind of a public answer, if it is one of those that are kept. */
const kind = (url) =>
  url.pathname.startsWith(API) && !url.search && KEPT.find(([path]) => path.test(url.pathname.slice(API.length)));

/** Keeps what searching needs, and what a page has read before the worker was there: the
 * browser has it still. */
const learn = async (read) => {
  const config = await find(CONFIG, OWN);
  const { backend = "" } = config ? await config.json() : {};
  for (const address of [...FIRST.map((path) => backend + API + path), ...read]) {
    const url = new URL(address, location.origin);
    const found = kind(url);
    if (!found || (await find(url.href, found[1]))) continue;
    const answer = await fetch(url.href, { priority: "low" });
    if (mayKeep(answer)) await keep(url.href, answer, found[1], found[2]);
  }
};

self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim().then(() => note()));
});

self.addEventListener("message", (event) => {
  if (event.data === "take") self.skipWaiting();
  else if (Array.isArray(event.data)) event.waitUntil(learn(event.data).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET") return;
  const found = request.mode !== "navigate" && !request.headers.has("authorization") && kind(url);
  if (found) return event.respondWith(fresh(event, found[1], found[2]));
  if (url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") {
    if (!FILE.test(url.pathname)) event.respondWith(shell(event));
  } else if (url.pathname === CONFIG) {
    event.respondWith(fresh(event, OWN, Infinity));
  } else if (PAGE.includes(url.pathname) || HASHED.test(url.pathname)) {
    // Also what an older version brought, for a page that still runs it.
    event.respondWith(find(url.pathname).then((kept) => kept || fetch(request)));
  } else if (REST.includes(url.pathname)) {
    event.respondWith(find(url.pathname, OWN).then((kept) => kept || fetch(request)));
  }
});
