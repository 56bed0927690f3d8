import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseMail, UnreadableMail } from "@/domain/mail/parse";
import { letter, read, written } from "./letters";

describe("character sets", () => {
  test.each([
    ["iso-8859-1", "Grüße aus Köln", "Schöne Grüße, das Maß ist voll."],
    ["windows-1252", "Preis € 20 – „günstig“", "Das kostet 20 € – „günstig“…"],
    ["wrong-charset", "Falscher Zeichensatz", "Die Tür klemmt, die Größe stimmt nicht."],
    ["wrong-charset-utf8-as-latin1", "Falscher Zeichensatz, andersherum", "Die Tür klemmt – die Größe stimmt nicht."],
    ["no-charset-at-all", "Störung am Gerät", "Die Störung ist wieder da."],
  ])("%s is read as it was meant", async (name, subject, text) => {
    const mail = await read(name);
    expect([mail.subject, mail.text.trim()]).toEqual([subject, text]);
  });

  test("a name in bare 8-bit letters is read", async () =>
    expect((await read("iso-8859-1")).from).toEqual({ name: "Jörg Weiß", address: "joerg@alt.example" }));

  test("one broken letter does not turn the right ones wrong", async () => {
    const raw = Buffer.concat([
      Buffer.from("From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße aus Köln "),
      Buffer.from([0xff]),
      Buffer.from("\r\n"),
    ]);
    expect((await parseMail(raw)).text).toContain("Grüße aus Köln");
  });

  test("NULs are left out of subject, headers and text", async () => {
    const mail = await read("nul-bytes");
    expect(`${mail.subject}${mail.text}${mail.header("subject")}`).not.toContain("\0");
    expect(mail.text).toContain("ab");
  });

  test("an unknown charset is no reason to fail", async () => {
    const mail = await written({ "Content-Type": "text/plain; charset=x-klingon" }, "plain words");
    expect(mail.text.trim()).toBe("plain words");
  });
});

describe("structure", () => {
  test("a missing boundary is found in the body", async () => {
    const mail = await read("missing-boundary");
    expect(mail.text.trim()).toBe("The text is here.");
    expect(mail.attachments.map((file) => file.filename)).toEqual(["list.csv"]);
    expect(mail.mended()).toHaveLength(1);
  });

  test("a multipart without any part is read as text", async () =>
    expect((await read("untrue-multipart")).text.trim()).toBe("Only a line of text."));

  test("a letter inside a letter is a file, and can be read itself", async () => {
    const mail = await read("nested-rfc822");
    expect(mail.text.trim()).toBe("Bitte prüfen.");
    expect(mail.attachments).toMatchObject([{ filename: "Angebot 17.eml", contentType: "message/rfc822" }]);
    expect(mail.letters()).toMatchObject([
      { subject: "Angebot 17", messageId: "<inner@lieferant.example>", attachments: [{ filename: "angebot.pdf" }] },
    ]);
  });

  test("a letter that nests itself a hundred times is read to a depth", async () => {
    let raw = "From: a@b.example\r\nSubject: innermost\r\n\r\nx";
    for (let i = 0; i < 100; i += 1) raw = `From: a@b.example\r\nSubject: ${i}\r\nContent-Type: message/rfc822\r\n\r\n${raw}`;
    expect((await parseMail(Buffer.from(raw))).subject).toBe("99");
  });

  test("a part with an empty Content-Type is a file of unknown type", async () => {
    const mail = await parseMail(
      Buffer.from("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: \r\n\r\nx\r\n--b--\r\n"),
    );
    expect(mail.attachments).toMatchObject([{ contentType: "application/octet-stream", filename: "attachment-1" }]);
  });

  test("of a letter of five thousand parts the first are read", async () => {
    const part = "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n";
    const mail = await parseMail(
      Buffer.from(
        `From: a@b.example\r\nSubject: many\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n${part.repeat(5000)}--b--\r\n`,
      ),
    );
    expect(mail).toMatchObject({ subject: "many", text: "hello" });
    expect(mail.attachments.length).toBeGreaterThan(400);
    expect(mail.attachments.length).toBeLessThanOrEqual(500);
    expect(mail.mended().join()).toContain("parts");
  });

  test("multiparts nested a thousand deep end in a letter, not in a crash", async () => {
    let raw = "From: a@b.example\r\nSubject: deep\r\n";
    for (let i = 0; i < 1000; i += 1) raw += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
    expect((await parseMail(Buffer.from(`${raw}Content-Type: text/plain\r\n\r\nbottom`))).subject).toBe("deep");
  });

  test.each([
    ["a hundred thousand headers", `${"X-Bomb: x\r\n".repeat(100_000)}`],
    ["a header of five megabytes", `X-Bomb: ${"x".repeat(5_000_000)}\r\n`],
    ["a header folded half a million times", `X-Bomb: a\r\n${" b\r\n".repeat(500_000)}`],
    ["fifty thousand recipients", `To: ${"x@y.example, ".repeat(50_000)}z@y.example\r\n`],
    ["a hundred thousand references", `References: ${"<a@b> ".repeat(100_000)}\r\n`],
  ])(
    "%s do not hide the letter",
    async (_what, bomb) => {
      const mail = await parseMail(Buffer.from(`${bomb}From: a@b.example\r\nSubject: after the bomb\r\n\r\nthe text\r\n`));
      expect(mail).toMatchObject({ subject: "after the bomb", from: { address: "a@b.example" } });
      expect(mail.text).toContain("the text");
    },
    10_000,
  );

  test("headers without an empty line below them still have a text", async () => {
    const mail = await parseMail(Buffer.from("From: a@b.example\r\nSubject: no gap\r\nThis is the text, and more of it.\r\n"));
    expect(mail).toMatchObject({ subject: "no gap", text: expect.stringContaining("This is the text") });
  });

  test.each([
    ["an mbox line", "From omar@acme.example Tue Nov  3 2026\nFrom: a@b.example\nSubject: ok\n\ntext"],
    ["empty lines", "\r\n\r\nFrom: a@b.example\r\nSubject: ok\r\n\r\ntext"],
    ["a byte order mark", "\ufeffFrom: a@b.example\r\nSubject: ok\r\n\r\ntext"],
    ["bare carriage returns", "From: a@b.example\rSubject: ok\r\rtext"],
  ])("%s do not hide the headers", async (_what, raw) =>
    expect(await parseMail(Buffer.from(raw))).toMatchObject({ subject: "ok", from: { address: "a@b.example" } }),
  );

  test.each([
    ["nothing", ""],
    ["a photo", "\x89PNG\r\n\x1a\n\0\0"],
    ["prose", "Dear support,\n\nnothing works.\n"],
  ])("%s is no mail, and says so", async (_what, raw) => {
    await expect(parseMail(Buffer.from(raw, "latin1"))).rejects.toThrow(UnreadableMail);
  });
});

describe("files", () => {
  test("an image the text shows is inline; one it does not show is a file", async () => {
    const { attachments } = await read("inline-image");
    expect(attachments.map(({ filename, inline, contentId }) => [filename, inline, contentId])).toEqual([
      ["screen.png", true, "shot@acme.example"],
      ["unused.png", false, "unused@acme.example"],
    ]);
  });

  test("a nameless image gets a name and the type its bytes have; a false one is not believed", async () => {
    const { attachments } = await read("nameless-image");
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ["attachment-1.png", "image/png"],
      ["fake.png", "application/octet-stream"],
    ]);
  });

  test("names keep their letters and lose folders and direction marks", async () => {
    const { attachments } = await read("strange-filenames");
    expect(attachments.map((file) => file.filename)).toEqual(["passwd", "notes.txt", "Übersicht €.txt", "very long.txt", "invoicefdp.exe"]);
  });

  test("an invitation is kept as a calendar file", async () =>
    expect((await read("calendar-invite")).attachments).toMatchObject([{ contentType: "text/calendar", filename: "attachment-1.ics" }]));
});

describe("headers and text", () => {
  test("a date that is none is null, not now", async () => {
    expect((await written({ Date: "yesterday evening" })).date).toBeNull();
    expect((await written({ Date: "Tue, 3 Nov 2026 18:12:00 +0100 (CET)" })).date).toEqual(new Date("2026-11-03T17:12:00Z"));
  });

  test("ids without brackets are ids", async () =>
    expect((await written({ "In-Reply-To": "abc@acme.example" })).inReplyTo).toEqual(["<abc@acme.example>"]));

  test("a header is found in any case, unfolded, with all its values", async () => {
    const mail = await parseMail(Buffer.from("From: a@b.example\r\nX-Two: one\r\nx-TWO: second\r\n\tline\r\n\r\nx"));
    expect(mail.header("X-two")).toEqual(["one", "second line"]);
    expect(mail.headerNames()).toContain("x-two");
  });

  test("a text part that says nothing gives way to the HTML", async () =>
    expect((await read("stub-text-part")).text).toContain("order number 17"));

  test("text is made of HTML where there is no text part", async () =>
    expect((await read("thunderbird-html-reply")).text).toContain("Die Rechnung ist angekommen."));
});

test.each(readdirSync("tests/mail").filter((name) => name.endsWith(".eml")))("%s cut off anywhere is still no crash", async (name) => {
  const raw = letter(name.replace(/\.eml$/, ""));
  for (let i = 1; i <= 12; i += 1) {
    const cut = raw.subarray(0, Math.floor((raw.length * i) / 13));
    const mail = await parseMail(cut).catch((error: unknown) => error);
    expect(mail instanceof Error ? mail.name : "read").toMatch(/^(read|UnreadableMail)$/);
  }
});
