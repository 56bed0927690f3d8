import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { end, startDesk } from "./process";

/** The built product as a demo, on free ports and a database of its own; stopped when the journeys are done. */
export default async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), "open-ticket-e2e-"));
  // Started by root, the database runs as somebody else, who must get in.
  chmodSync(dataDir, 0o755);
  const port = Number(process.env.E2E_PORT ?? 4810);
  await mustBeFree(port);
  const desk = await startDesk({
    OPEN_TICKET_MODE: "demo",
    PORT: String(port),
    SMTP_PORT: process.env.E2E_SMTP_PORT,
    DATA_DIR: dataDir,
  });
  return async () => {
    await end(desk);
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function mustBeFree(port: number): Promise<void> {
  return new Promise((done, reject) => {
    const probe = createServer();
    probe.once("error", () => reject(new Error(`Port ${port} is taken; set E2E_PORT.`)));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done()));
  });
}
