import { readFileSync } from "node:fs";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { system } from "@/domain/access/actor";
import { acceptMail } from "@/domain/mail/accept";
import { ownAddresses } from "@/domain/mail/sender";
import { log } from "@/lib/log";

export type SmtpDoor = { port: number; host: string; maxBytes: number; tls?: { cert: string; key: string } };

/**
 * Receives mail by SMTP (RFC 5321). A recipient that is none of ours is refused at once, a message over the size is
 * refused as announced, and 250 is said only after the raw bytes are committed.
 */
export function listenSmtp(door: SmtpDoor): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    name: "open-ticket",
    banner: "Open Ticket",
    authOptional: true,
    disabledCommands: ["AUTH", ...(door.tls ? [] : ["STARTTLS" as const])],
    size: door.maxBytes,
    ...(door.tls ? { cert: readFileSync(door.tls.cert), key: readFileSync(door.tls.key) } : {}),
    onRcptTo: ({ address }, _session, done) => void checkRecipient(address).then(done, temporary(done)),
    onData: (stream, session, done) =>
      void receive(stream, session, door.maxBytes).then((id) => done(null, `Stored as ${id}`), temporary(done)),
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const listening = server.listen(door.port, door.host, () => {
      server.off("error", reject);
      server.on("error", (error) => log().warn({ error: error.message }, "an SMTP connection failed"));
      const address = listening.address();
      resolve({
        port: typeof address === "object" && address ? address.port : door.port,
        close: () => new Promise((closed) => void server.close(() => closed())),
      });
    });
  });
}

class SmtpAnswer extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** `support+tag@` is `support@` with a note on it (SEMANTICS A16). */
async function checkRecipient(address: string): Promise<undefined> {
  const [local = "", domain = ""] = address.toLowerCase().split("@");
  const bare = `${local.split("+")[0]}@${domain}`;
  const own = await ownAddresses();
  if (!own.includes(bare) && !own.includes(address.toLowerCase())) throw new SmtpAnswer(550, `5.1.1 ${address} is no address of ours`);
  return undefined;
}

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read on to the end, or the sender would never hear why; but keep nothing.
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (stream.sizeExceeded || size > maxBytes) throw new SmtpAnswer(552, `5.3.4 The message is larger than ${maxBytes} bytes`);
  const { mailFrom, rcptTo } = session.envelope;
  const { id } = await acceptMail(system("mail"), {
    raw: Buffer.concat(chunks),
    door: "smtp",
    envelopeFrom: mailFrom ? mailFrom.address : "",
    envelopeTo: rcptTo.map((rcpt) => rcpt.address),
  });
  return id;
}

/** Our own trouble is a 4xx: the sender keeps the message and comes again, so nothing is lost. */
const temporary = (done: (error: Error) => void) => (error: Error) => {
  if (error instanceof SmtpAnswer) return done(error);
  log().error({ error: error.message }, "a message could not be stored");
  done(new SmtpAnswer(451, "4.3.0 Try again later"));
};
