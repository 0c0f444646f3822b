// What the operator sets, by environment variables.

/** Reads the settings; an error in plain words where one cannot be read. */
export function settings(env) {
  const number = (name, fallback, least = 1) => {
    const value = Number(env[name] ?? fallback);
    if (!Number.isInteger(value) || value < least) throw new Error(`${name} has to be a whole number from ${least} on`);
    return value;
  };
  const origin = (name, text) => {
    const url = read(text);
    if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text) {
      throw new Error(`${name} has to name origins such as https://zwfw.example.gov.cn, not ${JSON.stringify(text)}`);
    }
    return url.origin;
  };
  const backend = env.BANGBAN_BACKEND ?? "http://127.0.0.1:8080";
  const origins = (env.BANGBAN_ORIGINS ?? backend).split(",").map((text) => text.trim()).filter(Boolean);
  const path = env.BANGBAN_PATH ?? "/realtime";
  if (!path.startsWith("/")) throw new Error("BANGBAN_PATH has to begin with a slash");
  return {
    host: env.HOST ?? "127.0.0.1",
    port: number("PORT", 8090, 0),
    backend: origin("BANGBAN_BACKEND", backend),
    /** Origins of the app: pages of others open no socket here. */
    origins: new Set(origins.map((text) => origin("BANGBAN_ORIGINS", text))),
    path,
    /** Address of Redis, where several instances run. */
    redis: env.REDIS_URL || null,
    redisPrefix: env.REDIS_PREFIX ?? "bangban",
    /** How often it is asked anew what each may do, milliseconds. */
    recheck: 1_000 * number("BANGBAN_RECHECK_SECONDS", 15),
    /** Sockets in all, and of one session. */
    sockets: number("BANGBAN_SOCKETS", 4_096),
    socketsOfSession: number("BANGBAN_SOCKETS_OF_SESSION", 8),
    ...LIMITS,
  };
}

/** Those of the reference backend: what it would refuse is not taken in. */
const LIMITS = {
  /** Bytes of a frame. */
  frame: 4 << 20,
  /** Documents of a socket that may be opened at once. */
  documents: 24,
  /** Updates, and bytes of them, that go to the backend in one request. */
  batch: 500,
  batchBytes: 2 << 20,
  /** Least time between two requests of a socket, milliseconds: the backend takes five a second
   * of a session; what is typed meanwhile goes with the next. */
  pace: 200,
  /** Frames and bytes of a socket that wait; beyond, nothing more is read of it. */
  waiting: 1_000,
  waitingBytes: 8 << 20,
  /** How long a client may say nothing, and how often a socket is asked whether it is there. */
  silence: 60_000,
  heartbeat: 20_000,
  /** How long the backend may take, and how long it may wait for something new (seconds). */
  backendTimeout: 15_000,
  wait: 20,
  /** How long what came may take to be stored at the end. */
  farewell: 10_000,
};

function read(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
