import nodemailer from "nodemailer";

/** A finished message on its way: the envelope may name others than the headers do. */
export type Envelope = { from: string; to: string[] };
export type Refused = { address: string; code: number; response: string };
/**
 * What became of a message. `trouble` is what kept it from anybody not named; `reachable` false means that no other
 * message would get through now either.
 */
export type Handed = { accepted: string[]; refused: Refused[]; trouble: string | null; reachable: boolean };

/** A server that says nothing for so long is away; nodemailer itself would wait ten minutes. */
const PATIENCE = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

let transport: { url: string; mailer: ReturnType<typeof nodemailer.createTransport> } | undefined;

/** Hands a finished message to the server SMTP_URL names, over one pool of connections, and says who took it. */
export async function sendRaw(url: string, envelope: Envelope, raw: Buffer): Promise<Handed> {
  if (transport?.url !== url) {
    transport?.mailer.close();
    transport = { url, mailer: nodemailer.createTransport(url, { pool: true, maxConnections: 4, ...PATIENCE } as never) };
  }
  try {
    const info = (await transport.mailer.sendMail({ envelope, raw })) as { accepted: string[]; rejectedErrors?: SmtpError[] };
    return { accepted: info.accepted, refused: refusedIn(info.rejectedErrors), trouble: null, reachable: true };
  } catch (error) {
    return handed(error as SmtpError, envelope);
  }
}

type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number; recipient?: string } & {
  rejectedErrors?: SmtpError[];
};

function handed(error: SmtpError, { to }: Envelope): Handed {
  const { code, command, responseCode, response = error.message } = error;
  const said = { accepted: [], trouble: response, reachable: responseCode !== undefined && code !== "EAUTH" };
  if (error.rejectedErrors?.length) return { ...said, refused: refusedIn(error.rejectedErrors) };
  // The text itself was refused: for every recipient alike. What is said to the sender or the sign-in is about us.
  const refusesAll = command === "DATA" && responseCode !== undefined && responseCode >= 500;
  return { ...said, refused: refusesAll ? to.map((address) => ({ address, code: responseCode, response })) : [] };
}

const refusedIn = (errors: SmtpError[] = []): Refused[] =>
  errors.map(({ recipient = "", responseCode = 0, response = "" }) => ({ address: recipient, code: responseCode, response }));

export function closeSmtp(): void {
  transport?.mailer.close();
  transport = undefined;
}
