// Starts it by the environment, and ends it in good order.

import { settings } from "./settings.js";
import { start } from "./server.js";

try {
  const set = settings(process.env);
  const server = await start(set);
  console.log(`listening on ${set.host}:${server.port}${set.path}`);
  // What goes to Redis is not waited for by who sends it, and nothing depends on it.
  process.on("unhandledRejection", (error) => console.error(`went wrong: ${error?.message ?? error}`));
  let isEnding = false;
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, async () => {
      if (isEnding) return;
      isEnding = true;
      await server.end();
      process.exit(0);
    });
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
