import pino from "pino";

let logger: pino.Logger | undefined;

/** The log of this process: JSON lines for machines in production, readable ones elsewhere. Never text of mails. */
export function log(): pino.Logger {
  const readable = process.env.OPEN_TICKET_MODE !== "start" && process.env.NODE_ENV !== "test";
  logger ??= pino({
    level: process.env.LOG_LEVEL || (process.env.VITEST ? "silent" : "info"),
    base: undefined,
    ...(readable ? { transport: { target: "pino-pretty", options: { ignore: "pid", translateTime: "HH:MM:ss" } } } : {}),
  });
  return logger;
}
