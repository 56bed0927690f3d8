import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";

/** A wrong environment: one line that names the variable and what it should be. */
export class EnvironmentFault extends Error {
  override name = "EnvironmentFault";
}

export type Mode = "demo" | "start" | "dev" | "test";
export type Env = {
  mode: Mode;
  port: number;
  /** Absent: every address this machine has, of both kinds or of the one there is. */
  host?: string;
  appUrl: string;
  dataDir: string;
  databaseUrl?: string;
  smtpPort: number;
  smtpHost: string;
  smtpUrl?: string;
  smtpTls?: { cert: Buffer; key: Buffer };
  smtpMaxBytes: number;
  authSecret?: string;
  logLevel: string;
};

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);
/** What is planned, and what somebody who sets it relies on: a scanner that scans nothing is worse than none. */
const NOT_YET = /^(FILES_URL|CLAMD_URL|S3_.*)$/;
const DEFAULT_MAX_MAIL = 50 * 1024 * 1024;

const port = (name: string, fallback: number) =>
  z.coerce
    .number({ error: `${name} must be a port number, 0 to 65535.` })
    .int()
    .min(0)
    .max(65_535, `${name} must be a port number, 0 to 65535.`)
    .default(fallback);

const shape = z.object({
  OPEN_TICKET_MODE: z.enum(["demo", "start", "dev", "test"]).default("start"),
  PORT: port("PORT", 3000),
  HOST: z.string().optional(),
  DEMO_PUBLIC: z.string().optional(),
  APP_URL: z.url({ protocol: /^https?$/, error: "APP_URL must be an address like https://desk.example.com." }).optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "DATABASE_URL must begin with postgres:// and name a Postgres 15 or newer.")
    .optional(),
  DATABASE_CONNECTIONS: z.coerce
    .number({ error: "DATABASE_CONNECTIONS must be a number of connections, 2 to 1000." })
    .int()
    .min(2, "DATABASE_CONNECTIONS must be a number of connections, 2 to 1000.")
    .max(1000, "DATABASE_CONNECTIONS must be a number of connections, 2 to 1000.")
    .optional(),
  SOURCE_URL: z.url({ protocol: /^https?$/, error: "SOURCE_URL must be an address like https://git.example.com/desk." }).optional(),
  SMTP_PORT: port("SMTP_PORT", 2525),
  SMTP_HOST: z.string().default("127.0.0.1"),
  SMTP_URL: z
    .string()
    .regex(/^(off|smtps?:\/\/.+)$/, "SMTP_URL must be smtp://…, smtps://… or off.")
    .optional(),
  SMTP_TLS_CERT: z.string().optional(),
  SMTP_TLS_KEY: z.string().optional(),
  SMTP_MAX_BYTES: z.coerce
    .number({ error: "SMTP_MAX_BYTES must be a number of bytes." })
    .int()
    .positive("SMTP_MAX_BYTES must be a number of bytes.")
    .default(DEFAULT_MAX_MAIL),
  AUTH_SECRET: z.string().min(16, "AUTH_SECRET must be at least 16 characters long.").optional(),
  INNGEST_BASE_URL: z.url({ error: "INNGEST_BASE_URL must be an address like http://inngest:8288." }).optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_DEV: z.string().optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal"], {
      error: "LOG_LEVEL must be one of trace, debug, info, warn, error, fatal.",
    })
    .default("info"),
});

/**
 * Reads and checks the environment once (README: Configuration). An empty variable counts as unset; relative folders
 * lie below OPEN_TICKET_HOME, the checkout. Throws EnvironmentFault with one line for the first fault.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new EnvironmentFault(message.startsWith(String(path[0])) ? message : `${String(path[0])}: ${message}.`);
  }
  const e = parsed.data;
  const demo = e.OPEN_TICKET_MODE === "demo" || e.OPEN_TICKET_MODE === "dev";
  const host = e.HOST ?? (e.OPEN_TICKET_MODE === "start" ? undefined : "localhost");
  refuse(
    demo && !LOOPBACK.has(host ?? "") && e.DEMO_PUBLIC !== "yes",
    "HOST must be localhost for the demo, whose passwords are public; DEMO_PUBLIC=yes overrides this.",
  );
  refuse(
    Boolean(e.DATABASE_URL) && !e.AUTH_SECRET && !demo,
    "AUTH_SECRET is required with DATABASE_URL: a long random text, the same for every process.",
  );
  const early = Object.keys(given).find((name) => NOT_YET.test(name));
  refuse(early !== undefined, `${early} must be unset: this version does not know it yet, and would leave it out in silence.`);
  refuse(Boolean(e.SMTP_TLS_CERT) !== Boolean(e.SMTP_TLS_KEY), "SMTP_TLS_CERT and SMTP_TLS_KEY must be set together.");
  refuse(
    e.OPEN_TICKET_MODE === "start" && !e.SMTP_URL,
    "SMTP_URL is required to send mail: smtp://user:password@server, or off to hold it.",
  );
  checkInngest(e, e.OPEN_TICKET_MODE);

  return {
    mode: e.OPEN_TICKET_MODE,
    port: e.PORT,
    host,
    appUrl: (e.APP_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ""),
    dataDir: isAbsolute(e.DATA_DIR) ? e.DATA_DIR : resolve(source.OPEN_TICKET_HOME ?? process.cwd(), e.DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    smtpPort: e.SMTP_PORT,
    smtpHost: e.SMTP_HOST,
    smtpUrl: e.SMTP_URL,
    smtpTls:
      e.SMTP_TLS_CERT && e.SMTP_TLS_KEY
        ? { cert: fileOf("SMTP_TLS_CERT", e.SMTP_TLS_CERT), key: fileOf("SMTP_TLS_KEY", e.SMTP_TLS_KEY) }
        : undefined,
    smtpMaxBytes: e.SMTP_MAX_BYTES,
    authSecret: e.AUTH_SECRET,
    logLevel: e.LOG_LEVEL,
  };
}

function fileOf(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new EnvironmentFault(`${name} must name a file that can be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Half a set would fail at the first event; and a development server checks no signatures. */
function checkInngest(e: z.infer<typeof shape>, mode: Mode): void {
  const dev = Boolean(e.INNGEST_DEV) && e.INNGEST_DEV !== "0";
  refuse(mode === "start" && dev, "INNGEST_DEV must be unset for npm start: a development server checks no signatures.");
  if (dev || !(e.INNGEST_BASE_URL || e.INNGEST_EVENT_KEY || e.INNGEST_SIGNING_KEY)) return;
  refuse(!e.INNGEST_SIGNING_KEY, "INNGEST_SIGNING_KEY is required with INNGEST_EVENT_KEY or INNGEST_BASE_URL.");
  refuse(!e.INNGEST_EVENT_KEY, "INNGEST_EVENT_KEY is required with INNGEST_SIGNING_KEY or INNGEST_BASE_URL.");
}

function refuse(wrong: boolean, line: string): void {
  if (wrong) throw new EnvironmentFault(line);
}
