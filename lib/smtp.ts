import nodemailer from "nodemailer";

/** A finished message on its way: the envelope may name others than the headers do. */
export type Envelope = { from: string; to: string[] };

let transport: { url: string; mailer: ReturnType<typeof nodemailer.createTransport> } | undefined;

/**
 * Hands a finished message to the server SMTP_URL names, over one pool of connections. Gives the server's last
 * answer; throws what the server or the network said.
 */
export async function sendRaw(url: string, envelope: Envelope, raw: Buffer): Promise<string> {
  if (transport?.url !== url) {
    transport?.mailer.close();
    transport = { url, mailer: nodemailer.createTransport(url, { pool: true, maxConnections: 4 } as never) };
  }
  const info = (await transport.mailer.sendMail({ envelope, raw })) as { response?: string };
  return info.response ?? "";
}

export function closeSmtp(): void {
  transport?.mailer.close();
  transport = undefined;
}
