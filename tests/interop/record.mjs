// Records the golden frames of crates/wire: a real Hocuspocus server and real providers talk over
// loopback, and every frame of the watched socket goes to crates/wire/tests/golden, a file a
// scenario. Run `npm ci && npm run record` after a change of version here, and read the diff.
//
// Client ids are fixed and no clock is in a frame, so that recording again gives the same files.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { WebSocket } from "ws";

import { means } from "./means.mjs";
import { scenarios } from "./scenarios.mjs";
import { settle } from "./stage.mjs";

const golden = new URL("../../crates/wire/tests/golden/", import.meta.url);
const require = createRequire(import.meta.url);
const { devDependencies: peers } = require("./package.json");

/** Everything that one watched socket sends, receives and is closed with. */
function recorder() {
  const record = { frames: [], closed: null };
  const add = (direction, data) => record.frames.push([direction, Buffer.from(data)]);
  record.add = add;
  record.Socket = class extends WebSocket {
    constructor(url) {
      super(url);
      this.binaryType = "arraybuffer";
      this.addEventListener("message", (event) => add("server", event.data));
      this.addEventListener("close", ({ code, reason }) => (record.closed ??= { code, reason }));
    }

    send(data) {
      add("client", data);
      super.send(data);
    }
  };
  return record;
}

rmSync(golden, { recursive: true, force: true });
mkdirSync(golden, { recursive: true });
let total = 0;
for (const [scenario, { about, play }] of Object.entries(scenarios)) {
  const record = recorder();
  const end = await play(record);
  await settle(record);
  // How the scenario's own clean-up closes the socket says nothing.
  const { frames, closed } = structuredClone({ frames: record.frames, closed: record.closed });
  await end?.();
  const file = {
    scenario,
    about,
    peers,
    frames: frames.map(([direction, data], at) => {
      const bytes = Buffer.from(data);
      const meaning = means(bytes);
      const name = `${scenario} ${String(at + 1).padStart(2, "0")} ${meaning.type}`;
      return { name, direction, hex: bytes.toString("hex"), means: meaning };
    }),
    closed,
  };
  writeFileSync(new URL(`${scenario}.json`, golden), `${JSON.stringify(file, null, 2)}\n`);
  console.log(`${scenario}: ${frames.length} frames${closed ? `, closed ${closed.code}` : ""}`);
  total += frames.length;
}
console.log(`${total} frames`);
process.exit(0);
