import { createServer, type Server } from "node:http";
import { type Server as ConnectionServer, createServer as createConnectionServer } from "node:net";
import { EnvironmentFault, readEnv } from "@/lib/env";
import { isLoopback, LOOPBACK_HEADER } from "@/lib/mode";

/** Takes back what stands so far, all of it in the end: nothing of ours is left running, whenever the start or the desk ends. */
let takeBack: () => Promise<void> = async () => {};
let stopping = false;

/**
 * The whole product in one process: database (embedded by default), web, API, sockets, mail door, durable functions.
 * What reads DATABASE_URL is imported only once the database stands.
 */
async function main(): Promise<void> {
  const env = readEnv();
  const { claimEmbedded, openDatabase } = await import("./lib/database-url");
  const opening = openDatabase(env);
  // Another server's database is not ours to stop; one that is being started will be there in a moment.
  takeBack = async () => {
    const half = await opening.catch(() => null);
    if (half?.started) await half.stop();
  };
  const database = await opening;
  const letGo = env.databaseUrl ? async () => {} : await claimEmbedded(database.url, env.dataDir);
  takeBack = async () => {
    await letGo();
    await database.stop();
  };
  process.env.DATABASE_URL = database.url;
  const { migrate } = await import("./db/migrate");
  await migrate(database.url);

  const { log } = await import("./lib/log");
  const { deskMark } = await import("./domain/setup/desk-mark");
  await deskMark(env.mode);
  const { authSecret } = await import("./lib/secrets");
  process.env.NEXTAUTH_SECRET = await authSecret(env);
  process.env.NEXTAUTH_URL = env.appUrl;
  if (env.smtpUrl) process.env.SMTP_URL = env.smtpUrl;

  await import("./domain/projections");
  if (env.mode === "demo" || env.mode === "dev") {
    await (await import("./domain/setup/demo-desk")).loadDemoDesk();
    await (await import("./domain/setup/demo-contents")).loadDemoContents();
  }

  const { default: next } = await import("next");
  const http = createServer();
  const app = next({ dev: env.mode === "dev", dir: process.cwd(), hostname: env.host, port: env.port, httpServer: http });
  await app.prepare();
  const handle = app.getRequestHandler();
  http.on("request", (request, response) => {
    request.headers[LOOPBACK_HEADER] = isLoopback(request.socket.remoteAddress) ? "1" : "0";
    if (!request.url?.startsWith("/socket.io")) void handle(request, response);
  });

  const { attachRealtime } = await import("./realtime/server");
  const io = attachRealtime(http, { appUrl: env.appUrl, authSecret: process.env.NEXTAUTH_SECRET });

  const { startFunctions } = await import("./inngest/start");
  const functions = await startFunctions();
  const { listenToEvents } = await import("./realtime/bell");
  const { relay } = await import("./inngest/relay");
  const bell = await listenToEvents(io, relay);

  const { listenSmtp } = await import("./mail/smtp");
  const smtp =
    env.smtpPort === 0
      ? null
      : await listenSmtp({
          port: env.smtpPort,
          host: env.smtpHost,
          maxBytes: env.smtpMaxBytes,
          ...(env.smtpTls ? { tls: env.smtpTls } : {}),
        }).catch((error: NodeJS.ErrnoException) => fail(portFault(error, env.smtpPort, "SMTP_PORT")));

  await listen(http, env.port, env.host).catch((error: NodeJS.ErrnoException) => fail(portFault(error, env.port, "PORT")));
  const { startHeartbeat } = await import("./domain/setup/heartbeat");
  const { isIntakeKeepingUp } = await import("./domain/mail/keeping-up");
  const heartbeat = startHeartbeat(async () => ({
    engine: await functions.healthy(),
    mail: (smtp === null || smtp.listening()) && (await isIntakeKeepingUp()),
    realtime: bell.listening(),
  }));
  const { greeting } = await import("./domain/setup/greeting");
  console.log(await greeting(env));
  log().info({ port: env.port, smtpPort: smtp?.port ?? 0 }, "ready");

  takeBack = async () => {
    await heartbeat.stop().catch(() => undefined);
    await smtp?.close();
    await bell.stop();
    void io.close();
    http.close();
    http.closeAllConnections();
    await functions.stop();
    const { closeReaders } = await import("./domain/mail/reader");
    await closeReaders();
    const { closeSmtp } = await import("./lib/smtp");
    closeSmtp();
    const { closeDb } = await import("./db");
    await closeDb();
    await letGo();
    await database.stop();
  };
}

/** The demo answers on both loopback addresses; anything else on the host it was told, or on all there are. */
async function listen(http: Server, port: number, host: string | undefined): Promise<void> {
  if (host !== "localhost") return listenOn(http, port, host);
  await listenOn(http, port, "127.0.0.1");
  // One server has one address: what comes to the other is handed over as a connection.
  const other = createConnectionServer((socket) => http.emit("connection", socket));
  http.on("close", () => other.close());
  await listenOn(other, port, "::1").catch((error: NodeJS.ErrnoException) => {
    // A machine without IPv6 has no ::1.
    if (error.code !== "EADDRNOTAVAIL" && error.code !== "EAFNOSUPPORT") throw error;
  });
}

const listenOn = (server: ConnectionServer, port: number, host: string | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve();
    });
  });

/** Stops once, however often it is asked and however far the start has come, and in any case within fifteen seconds. */
function stop(): void {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 14_000).unref();
  // A start that goes on beside this loses its database; that must not end the process before everything is taken back.
  process.on("uncaughtException", () => undefined);
  takeBack().then(
    () => process.exit(0),
    (error) => {
      console.error(`Stopping failed: ${error.message}`);
      process.exit(1);
    },
  );
}

const portFault = (error: NodeJS.ErrnoException, port: number, variable: string): string =>
  error.code === "EADDRINUSE"
    ? `Port ${port} is taken; set ${variable} to a free one.`
    : error.code === "EACCES"
      ? `Port ${port} may not be opened by this user; set ${variable} to one above 1023.`
      : `The server cannot listen: ${error.message}`;

async function fail(line: string): Promise<never> {
  // What fails because everything around it is being stopped is no fault.
  if (stopping) return new Promise(() => {});
  stopping = true;
  console.error(line);
  await takeBack().catch(() => undefined);
  process.exit(1);
}

process.on("SIGINT", stop);
process.on("SIGTERM", stop);
main().catch((error: Error) => {
  if (error instanceof EnvironmentFault || error.name === "StartFault") return fail(error.message);
  return fail(`The start failed: ${error.stack ?? error.message}`);
});
