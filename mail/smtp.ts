import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { system } from "@/domain/access/actor";
import { acceptMail } from "@/domain/mail/accept";
import { matchOwnAddress } from "@/domain/mail/own-address";
import { ownAddresses } from "@/domain/mail/sender";
import { log } from "@/lib/log";

export type SmtpDoor = {
  port: number;
  host: string;
  maxBytes: number;
  tls?: { cert: Buffer; key: Buffer };
  /** How long a silent client is waited for. */
  idleMs?: number;
};

export type SmtpServer = { port: number; listening: () => boolean; close: () => Promise<void> };

const MAX_CLIENTS = 200;
/** More in one transaction is nobody who writes to a desk; RFC 5321 section 4.5.3.1.8 wants at least this many. */
const MAX_RECIPIENTS = 100;
/** RFC 5321 section 4.5.3.2.7 would wait five minutes. A sender whose line broke comes again; places are few. */
const IDLE_MS = 2 * 60 * 1000;
const CLOSE_MS = 5000;

/**
 * Receives mail by SMTP (RFC 5321). A recipient that is none of ours is refused at once, a message over the size is
 * refused as announced, and 250 is said only after the raw bytes are committed. A client that falls silent is let go,
 * so that a hundred of them keep nobody else out.
 */
export function listenSmtp(door: SmtpDoor): Promise<SmtpServer> {
  const server = new SMTPServer({
    name: "open-ticket",
    banner: "Open Ticket",
    authOptional: true,
    disabledCommands: ["AUTH", ...(door.tls ? [] : ["STARTTLS" as const])],
    size: door.maxBytes,
    maxClients: MAX_CLIENTS,
    socketTimeout: door.idleMs ?? IDLE_MS,
    closeTimeout: CLOSE_MS,
    ...door.tls,
    onRcptTo: ({ address }, session, done) => void checkRecipient(address, session).then(done, temporary(done)),
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
        listening: () => listening.listening,
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

/** A queue's address, an alias, either with a tag or token behind its name (docs/mail.md, A16). */
async function checkRecipient(address: string, { envelope }: SMTPServerSession): Promise<undefined> {
  if (envelope.rcptTo.length >= MAX_RECIPIENTS) throw new SmtpAnswer(452, "4.5.3 Too many recipients");
  if (!matchOwnAddress(address, await ownAddresses())) throw new SmtpAnswer(550, `5.1.1 ${address} is no address of ours`);
  return undefined;
}

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read on to the end, or the sender would never hear why; but keep nothing.
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
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
