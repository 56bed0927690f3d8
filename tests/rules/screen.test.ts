import { describe, expect, test } from "vitest";
import { type MailClass, screenMail } from "@/domain/mail/screen";
import { read, written } from "./letters";

const own = {
  addresses: ["support@desk.example"],
  domains: ["desk.example"],
  isOwnMessageId: (id: string) => id.startsWith("<t.0192f3a4"),
};
const OWN_ID = "<t.0192f3a4b5c67d8e9fa0b1c2d3e4f506.0192f3a4b5c67d8e9fa0b1c2d3e4f507.1.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example>";
const screen = async (headers: Record<string, string>, body?: string, envelopeFrom: string | null = null) =>
  screenMail(await written(headers, body), { own, envelopeFrom });

describe("letters of tests/mail", () => {
  test.each<[string, MailClass]>([
    ["gmail-reply", "normal"],
    ["outlook-reply-de", "normal"],
    ["about-absence", "normal"],
    ["calendar-invite", "normal"],
    ["forwarded-inline", "normal"],
    ["dsn-permanent", "dsn-permanent"],
    ["dsn-temporary", "dsn-temporary"],
    ["dsn-success", "dsn-success"],
    ["dsn-two-recipients", "dsn-permanent"],
    ["bounce-in-words", "dsn-permanent"],
    ["mdn", "mdn"],
    ["ooo-de", "out-of-office"],
    ["ooo-en", "out-of-office"],
    ["list", "list"],
    ["monitoring-alarm", "auto-generated"],
    ["own-loop", "own-notification"],
    ["complaint", "complaint"],
  ])("%s is %s, and everything but normal has a reason", async (name, expected) => {
    const screening = screenMail(await read(name), { own });
    expect(screening.class).toBe(expected);
    expect(screening.reasons.length > 0).toBe(expected !== "normal");
    if (expected !== "normal") expect(screening.mayAnswer.ok).toBe(false);
  });
});

describe("reports on deliveries", () => {
  test("name the address, the status and the mail of ours they answer", async () => {
    expect(screenMail(await read("dsn-permanent"), { own }).bounce).toEqual({
      recipients: [{ address: "gone@acme.example", status: "5.1.1", permanent: true }],
      originalMessageId: OWN_ID,
    });
    expect(screenMail(await read("dsn-temporary"), { own }).bounce?.recipients).toEqual([
      { address: "gone@acme.example", status: "4.4.1", permanent: false },
    ]);
  });

  test("name the address we wrote to, not the one behind it, for each recipient", async () => {
    expect(screenMail(await read("dsn-two-recipients"), { own }).bounce?.recipients).toEqual([
      { address: "gone@acme.example", status: "5.2.2", permanent: true },
      { address: "info@acme.example", status: "4.4.7", permanent: false },
    ]);
  });

  test("in words are understood", async () => {
    expect(screenMail(await read("bounce-in-words"), { own }).bounce).toEqual({
      recipients: [{ address: "gone@qmail.example", status: "5.1.1", permanent: true }],
      originalMessageId: OWN_ID,
    });
  });

  test("a customer who writes about an undelivered mail is a customer", async () =>
    expect((await screen({ Subject: "Mail delivery failed, what now?" })).class).toBe("normal"));
});

describe("absences", () => {
  test.each([
    ["Automatic reply: Printer", "auto-generated"],
    ["Out of Office AutoReply: Printer", "auto-replied"],
    ["Abwesenheitsnotiz: Drucker", "auto-replied"],
    ["Automatische Antwort: Drucker", "auto-generated"],
    ["Réponse automatique : Imprimante", "auto-generated"],
    ["Respuesta automática: Impresora", "auto-replied"],
    ["Risposta automatica: Stampante", "auto-replied"],
    ["Automatisch antwoord: Printer", "auto-replied"],
    ["Resposta automática: Impressora", "auto-replied"],
    ["Odpowiedź automatyczna: Drukarka", "auto-replied"],
    ["Autosvar: Skrivare", "auto-replied"],
    ["Automaattinen vastaus: Tulostin", "auto-replied"],
    ["Re: Printer", "auto-replied (vacation)"],
  ])("%s with Auto-Submitted: %s is one", async (subject, auto) =>
    expect((await screen({ Subject: subject, "Auto-Submitted": auto })).class).toBe("out-of-office"),
  );

  test("another ticket system's receipt is none: it may be the start of something", async () => {
    expect(
      (await screen({ Subject: "[Ticket#2026110310] We have your request", "Auto-Submitted": "auto-replied", "X-OTRS-Loop": "yes" })).class,
    ).toBe("auto-generated");
  });

  test("a person who writes about one has none", async () => {
    expect((await screen({ Subject: "Re: Automatic reply: how do I switch it on?", "In-Reply-To": OWN_ID })).class).toBe("normal");
    expect((await screen({ Subject: "Out of office settings are broken" })).class).toBe("normal");
  });
});

describe("own mail", () => {
  test("that comes back with its signed id is dropped, whoever it seems to be from", async () =>
    expect((await screen({ "Message-ID": OWN_ID })).class).toBe("own-notification"));
  test("is not recognised by a mark alone: a stranger may copy a header", async () =>
    expect((await screen({ "X-Open-Ticket": "1042" })).class).toBe("normal"));
});

describe("a machine never answers", () => {
  test.each<[string, Record<string, string>]>([
    ["a null sender in Return-Path", { "Return-Path": "<>" }],
    ["Auto-Submitted: auto-generated", { "Auto-Submitted": "auto-generated" }],
    ["Auto-Submitted: auto-notified", { "Auto-Submitted": "auto-notified; owner-email=x" }],
    ["Precedence: bulk", { Precedence: "bulk" }],
    ["Precedence: auto_reply", { Precedence: "auto_reply" }],
    ["any List header", { "List-Help": "<mailto:help@lists.example>" }],
    ["a loop mark", { "X-Loop": "somebody" }],
    ["a Message-ID of our domain", { "Message-ID": "<x@desk.example>" }],
    ["X-Auto-Response-Suppress: All", { "X-Auto-Response-Suppress": "All" }],
    ["X-Auto-Response-Suppress: DR, AutoReply", { "X-Auto-Response-Suppress": "DR, AutoReply" }],
    ["X-Autoreply", { "X-Autoreply": "yes" }],
    ["X-Autogenerated", { "X-Autogenerated": "Reply" }],
    ["a Feedback-ID", { "Feedback-ID": "1:camp:sender" }],
    ["a report", { "Content-Type": "multipart/report; report-type=unknown; boundary=b" }],
    ["noreply@", { From: "noreply@shop.example" }],
    ["no-reply+x@", { From: "No Reply <no-reply+x@shop.example>" }],
    ["mailer-daemon@", { From: "MAILER-DAEMON@mx.example" }],
    ["postmaster@", { From: "postmaster@mx.example" }],
    ["a list's owner", { From: "users-bounces@lists.example" }],
    ["our own address", { From: "Support@Desk.example" }],
    ["our own address with a tag", { From: "support+x@desk.example" }],
    ["nobody", { From: "" }],
  ])("%s", async (_what, headers) =>
    expect((await screen(headers)).mayAnswer).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) }),
  );

  test("an empty envelope sender", async () => expect((await screen({}, undefined, "")).mayAnswer.ok).toBe(false));
  test("an unknown envelope sender is no reason", async () => expect((await screen({}, undefined, null)).mayAnswer.ok).toBe(true));
  test.each<Record<string, string>>([{ "Auto-Submitted": "no" }, { "X-Auto-Response-Suppress": "DR, RN, NRN" }, { "X-Autoreply": "no" }])(
    "%o is no reason",
    async (headers) => expect(await screen(headers)).toMatchObject({ class: "normal", mayAnswer: { ok: true } }),
  );
  test("a request to stay silent does not make a letter automatic", async () =>
    expect((await screen({ "X-Auto-Response-Suppress": "All" })).class).toBe("normal"));
});

describe("forwarded letters", () => {
  test("attached whole are read", async () => {
    expect(screenMail(await read("nested-rfc822"), { own }).forwarded).toEqual({
      from: { name: "Vertrieb Süd", address: "vertrieb@lieferant.example" },
      to: [{ name: "Karla Kundin", address: "karla@example.org" }],
      subject: "Angebot 17",
      date: "2026-11-02T08:30:00.000Z",
      text: "Unser Angebot liegt bei.",
    });
  });

  test("written out are read", async () => {
    expect(screenMail(await read("forwarded-inline"), { own }).forwarded).toMatchObject({
      from: { name: "Victor Vendor", address: "victor@vendor.example" },
      subject: "Invoice 4711",
      text: "Dear Karla,\nthe invoice is attached.",
    });
  });

  test("below Outlook's header lines are read, in German", async () => {
    const body =
      "Bitte kümmern.\r\n\r\nVon: Viktor Vertrieb <viktor@vendor.example>\r\nGesendet: Montag, 2. November 2026 09:30\r\nAn: Karla Kundin <karla@example.org>\r\nBetreff: Rechnung\r\n\r\nLiebe Karla";
    expect((await screen({ Subject: "WG: Rechnung" }, body)).forwarded).toMatchObject({
      from: { address: "viktor@vendor.example" },
      to: [{ address: "karla@example.org" }],
      subject: "Rechnung",
      text: "Liebe Karla",
    });
  });

  test("an answer that quotes is none", async () => expect(screenMail(await read("outlook-reply-de"), { own }).forwarded).toBeNull());
});
