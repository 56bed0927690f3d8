import { resolve } from "node:path";
import { expect, test } from "vitest";
import { EnvironmentFault, readEnv } from "@/lib/env";

const START = { OPEN_TICKET_MODE: "start", SMTP_URL: "off" };
const DEMO = { OPEN_TICKET_MODE: "demo" };
const REAL = { INNGEST_EVENT_KEY: "event-key", INNGEST_SIGNING_KEY: "signkey-test-00" };

/** Each stops the start with one line that begins with the variable's name (CONTRACT: Environment). */
const REFUSED: [string, Record<string, string>, string][] = [
  ["a port that is no number", { ...DEMO, PORT: "web" }, "PORT"],
  ["a port beyond 65535", { ...DEMO, PORT: "70000" }, "PORT"],
  ["a mail port that is no number", { ...DEMO, SMTP_PORT: "smtp" }, "SMTP_PORT"],
  ["a public address that is none", { ...DEMO, APP_URL: "desk.example.com" }, "APP_URL"],
  ["another kind of database", { ...DEMO, DATABASE_URL: "mysql://localhost/desk" }, "DATABASE_URL"],
  ["an unknown log level", { ...DEMO, LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  ["a size that is no number", { ...DEMO, SMTP_MAX_BYTES: "50 MB" }, "SMTP_MAX_BYTES"],
  ["a mail server by name only", { ...START, SMTP_URL: "mail.example.com" }, "SMTP_URL"],
  ["a start that could not send", { OPEN_TICKET_MODE: "start" }, "SMTP_URL"],
  ["a certificate without its key", { ...START, SMTP_TLS_CERT: "/tls/cert.pem" }, "SMTP_TLS_CERT"],
  ["a key without its certificate", { ...START, SMTP_TLS_KEY: "/tls/key.pem" }, "SMTP_TLS_CERT"],
  [
    "a database shared by processes that could not read each other's sessions",
    { ...START, DATABASE_URL: "postgres://db/desk" },
    "AUTH_SECRET",
  ],
  ["a demo whose public passwords the network could use", { ...DEMO, HOST: "0.0.0.0" }, "HOST"],
  ["a certificate that cannot be read", { ...START, SMTP_TLS_CERT: "/no/cert.pem", SMTP_TLS_KEY: "/no/key.pem" }, "SMTP_TLS_CERT"],
  ["a scanner that would scan nothing", { ...DEMO, CLAMD_URL: "tcp://clamd:3310" }, "CLAMD_URL"],
  ["a host for files that would serve none", { ...DEMO, FILES_URL: "https://files.example.com" }, "FILES_URL"],
  ["a blob store that would keep nothing", { ...START, S3_BUCKET: "desk" }, "S3_BUCKET"],
  ["a source that is no address", { ...START, SOURCE_URL: "over there" }, "SOURCE_URL"],
  ["connections that are no number", { ...START, DATABASE_CONNECTIONS: "many" }, "DATABASE_CONNECTIONS"],
  ["an Inngest with an event key only", { ...START, INNGEST_EVENT_KEY: "k" }, "INNGEST_SIGNING_KEY"],
  ["an Inngest with a signing key only", { ...START, INNGEST_SIGNING_KEY: "k" }, "INNGEST_EVENT_KEY"],
  ["an Inngest with an address only", { ...START, INNGEST_BASE_URL: "http://inngest:8288" }, "INNGEST_"],
  ["a development Inngest, which checks no signatures, in production", { ...START, ...REAL, INNGEST_DEV: "1" }, "INNGEST_DEV"],
];

test.each(REFUSED)("%s stops the start with one line that names the variable", (_, source, variable) => {
  const fault = faultOf(source);
  expect(fault).toBeInstanceOf(EnvironmentFault);
  expect(fault?.message).toMatch(new RegExp(`^${variable}`));
  expect(fault?.message).not.toContain("\n");
});

test("a fault never repeats what the variable held, which may be a secret", () => {
  expect(faultOf({ ...DEMO, DATABASE_URL: "mysql://root:hunter2@db/desk" })?.message).not.toContain("hunter2");
  expect(faultOf({ ...START, DATABASE_URL: "postgres://db/desk", AUTH_SECRET: "short1" })?.message).not.toContain("short1");
});

test("an empty environment is a demo's: embedded database, both doors on this machine only", () => {
  const env = readEnv(DEMO);
  expect(env).toMatchObject({
    port: 3000,
    host: "localhost",
    appUrl: "http://localhost:3000",
    smtpPort: 2525,
    smtpHost: "127.0.0.1",
    logLevel: "info",
  });
  expect(env.dataDir).toBe(resolve(".data"));
  expect(env.databaseUrl).toBeUndefined();
  expect(env.smtpMaxBytes).toBe(50 * 1024 * 1024);
});

test("an empty variable counts as unset", () => {
  expect(readEnv({ ...DEMO, PORT: "", DATABASE_URL: "", INNGEST_EVENT_KEY: "" })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

test("links follow PORT unless APP_URL says otherwise, and carry no slash at the end", () => {
  expect(readEnv({ ...DEMO, PORT: "4000" }).appUrl).toBe("http://localhost:4000");
  expect(readEnv({ ...DEMO, APP_URL: "https://desk.example.com/" }).appUrl).toBe("https://desk.example.com");
});

test("a real desk listens on whatever addresses its machine has, also one without IPv6", () => {
  expect(readEnv(START).host).toBeUndefined();
  expect(readEnv({ ...START, HOST: "10.0.0.7" }).host).toBe("10.0.0.7");
});

test("mail can be held, and receiving it switched off", () => {
  expect(readEnv({ ...START, SMTP_PORT: "0" })).toMatchObject({ smtpUrl: "off", smtpPort: 0 });
});

test("a demo is shown to others only on purpose", () => {
  expect(readEnv({ ...DEMO, HOST: "0.0.0.0", DEMO_PUBLIC: "yes" }).host).toBe("0.0.0.0");
});

test("a whole set of INNGEST_* is taken, and INNGEST_DEV=0 is the same as none", () => {
  expect(() => readEnv({ ...START, ...REAL })).not.toThrow();
  expect(() => readEnv({ ...START, INNGEST_DEV: "0" })).not.toThrow();
});

function faultOf(source: Record<string, string>): Error | undefined {
  try {
    readEnv(source);
  } catch (error) {
    return error as Error;
  }
}
