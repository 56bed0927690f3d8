import { expect, type Page } from "@playwright/test";
import nodemailer from "nodemailer";

type Letter = {
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  inReplyTo?: string;
  references?: string[];
  attachments?: { filename: string; content: string }[];
};

/** The desk under test from outside: a real SMTP client, and the API for what was sent. */
export const desk = {
  async sendMail(letter: Letter): Promise<void> {
    const transport = nodemailer.createTransport({
      host: "127.0.0.1",
      port: Number(process.env.E2E_SMTP_PORT),
      secure: false,
      ignoreTLS: true,
    });
    await transport.sendMail(letter);
    transport.close();
  },

  /** Waits for a mail that left, and gives it as sent. Reads through the page's session. */
  async findMail(page: Page, wanted: { to: string; containing: string }): Promise<{ messageId: string; raw: string }> {
    const ticket = new URL(page.url()).pathname.split("/").pop();
    let found: { messageId: string; raw: string } | undefined;
    await expect
      .poll(async () => {
        const list = (await (await page.request.get(`/api/v1/mail/outgoing?ticket=${ticket}`)).json()) as {
          data: { id: string; to: { address: string }[]; messageId: string; status: string }[];
        };
        for (const mail of list.data.filter((m) => m.status === "sent" && m.to.some((box) => box.address === wanted.to))) {
          const raw = await (await page.request.get(`/api/v1/mail/outgoing/${mail.id}/raw`)).text();
          if (raw.includes(wanted.containing)) found = { messageId: mail.messageId, raw };
        }
        return found !== undefined;
      })
      .toBe(true);
    return found!;
  },
};
