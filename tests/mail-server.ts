import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail server of somebody else, that answers as a test wants it to. */
export type MailServer = {
  url: string;
  /** What it took: to whom, and the message. */
  taken: { to: string[]; raw: string }[];
  /** A code and words for a recipient, where it does not take him. */
  refuse: Map<string, [code: number, words: string]>;
  /** For every message, after it was sent. */
  refuseText: [code: number, words: string] | null;
  close: () => Promise<void>;
};

export async function mailServer(): Promise<MailServer> {
  const fault = ([code, words]: [number, string]) => Object.assign(new Error(words), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const refusal = taker.refuse.get(address);
      done(refusal ? fault(refusal) : undefined);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (taker.refuseText) return done(fault(taker.refuseText));
        taker.taken.push({ to: session.envelope.rcptTo.map((one) => one.address), raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  const taker: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    taken: [],
    refuse: new Map(),
    refuseText: null,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  return taker;
}
