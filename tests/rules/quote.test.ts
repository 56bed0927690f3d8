import { describe, expect, test } from "vitest";
import { visibleHtml, visibleText } from "@/domain/mail/quote";
import { read } from "./letters";

describe("attributions of all languages begin a quote", () => {
  test.each([
    "On Tue, Nov 3, 2026 at 5:40 PM Support <support@desk.example> wrote:",
    "On 3 Nov 2026, at 17:40, Support <support@desk.example> wrote:",
    "On Tue, Nov 3, 2026 at 5:40 PM Petra Agent (Support)\n<support@desk.example> wrote:",
    "On Tuesday the 3rd of November 2026 at 17:40 in the afternoon,\nPetra Agent of the Support Team\n<support@desk.example> wrote:",
    "Am 03.11.26 um 17:40 schrieb Support:",
    "Am Di., 3. Nov. 2026 um 17:40 Uhr schrieb Support <support@desk.example>:",
    "Le mar. 3 nov. 2026 à 17:40, Support <support@desk.example> a écrit :",
    "El mar, 3 nov 2026 a las 17:40, Support (<support@desk.example>) escribió:",
    "Il giorno mar 3 nov 2026 alle ore 17:40 Support <support@desk.example> ha scritto:",
    "Op di 3 nov. 2026 om 17:40 schreef Support <support@desk.example>:",
    "Em ter., 3 de nov. de 2026 às 17:40, Support <support@desk.example> escreveu:",
    "wt., 3 lis 2026 o 17:40 Support <support@desk.example> napisał(a):",
    "Den tis 3 nov. 2026 kl 17:40 skrev Support <support@desk.example>:",
    "ti 3. marrask. 2026 klo 17.40 Support <support@desk.example> kirjoitti:",
    "út 3. 11. 2026 v 17:40 odesílatel Support <support@desk.example> napsal:",
    "вт, 3 нояб. 2026 г. в 17:40, Support <support@desk.example> написал(а):",
    "2026年11月3日(火) 17:40 Support <support@desk.example>:",
    "Support <support@desk.example> schrieb am Di., 3. Nov. 2026, 17:40:",
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "________________________________\nFrom: Support <support@desk.example>\nSent: Tuesday, November 3, 2026 5:40 PM\nTo: Omar\nSubject: Printer",
    "Von: Support <support@desk.example>\nGesendet: Dienstag, 3. November 2026 17:40\nAn: Omar\nBetreff: Drucker",
    "De : Support <support@desk.example>\nEnvoyé : mardi 3 novembre 2026 17:40\nÀ : Omar\nObjet : Imprimante",
    "De: Support <support@desk.example>\nEnviado el: martes, 3 de noviembre de 2026 17:40\nPara: Omar\nAsunto: Impresora",
    "*From:* Support <support@desk.example>\n*Sent:* Tuesday\n*To:* Omar\n*Subject:* Printer",
    "##- Please write above this line -##",
  ])("%j", (line) => {
    const { visible, folded } = visibleText(`My answer.\n\n${line}\n\n> quoted`);
    expect(visible).toBe("My answer.");
    expect(folded).toBe(`${line}\n\n> quoted`);
  });
});

describe("what looks like a quote but is none stays", () => {
  test.each([
    "On Monday I wrote to you: nothing happened.",
    "From: the printer in room 3 comes smoke.",
    "Please call me:\nOmar",
    "I wrote this:\nfirst line\nsecond line",
    "a > b\nc > d",
    "Von: Berlin\nNach: Hamburg\nich brauche eine Fahrkarte",
    "The error is -- as always -- the same.",
  ])("%j", (text) => expect(visibleText(text)).toEqual({ visible: text, folded: null }));
});

describe("never everything", () => {
  test.each([
    "> only\n> a quote",
    "-- \nOnly a signature",
    "On Tue, Nov 3, 2026 at 5:40 PM Support <support@desk.example> wrote:\n> x",
    "",
  ])("%j is left as it is", (text) => expect(visibleText(text)).toEqual({ visible: text, folded: null }));
});

describe("answers between quotes", () => {
  const between = "On Tue, Nov 3, 2026 at 5:40 PM Support <support@desk.example> wrote:\n> Which version?\n4.2\n> Since when?\nMonday";
  test("keep what they answer", () => expect(visibleText(between)).toEqual({ visible: between, folded: null }));
  test("keep it also with a greeting on top", () =>
    expect(visibleText(`Hello,\n\n${between}`)).toEqual({ visible: `Hello,\n\n${between}`, folded: null }));
  test("in a real letter", async () => expect(visibleText((await read("thunderbird-interleaved")).text).folded).toBeNull());
  test("a quote in a quote is no answer", () => {
    const nested =
      "No.\n\nOn Tue, Nov 3, 2026 at 5:40 PM Support <support@desk.example> wrote:\n> Sure?\n>\n> Am 02.11.26 um 8:00 schrieb Omar:\n>> Help";
    expect(visibleText(nested).visible).toBe("No.");
  });
  test("a list's footer is no answer", () =>
    expect(visibleText("No.\n\n> Sure?\n____________________\nusers mailing list").visible).toBe("No."));
});

test("a signature is folded, what is folded is kept", () =>
  expect(visibleText("Thanks.\n\n-- \nOmar Said\nAcme")).toEqual({ visible: "Thanks.", folded: "-- \nOmar Said\nAcme" }));

describe("HTML", () => {
  test.each<[string, string]>([
    ["gmail", `<div>Yes.</div><div class="gmail_quote"><div class="gmail_attr">On … wrote:</div><blockquote>old</blockquote></div>`],
    ["yahoo", `<div>Yes.</div><div id="x" class="yahoo_quoted"><div>On … wrote:</div><div>old</div></div>`],
    ["thunderbird", `<p>Yes.</p><div class="moz-cite-prefix">Am … schrieb S:</div><blockquote type="cite">old</blockquote>`],
    ["apple", `Yes.<div><br><blockquote type="cite"><div>On … wrote:</div><div>old</div></blockquote></div>`],
    ["proton", `<div>Yes.</div><div class="protonmail_quote">old</div>`],
    [
      "outlook on the web",
      `<div>Yes.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> S<br><b>Sent:</b> today</div><div>old</div>`,
    ],
    ["outlook for mac", `<div>Yes.</div><span id="OLK_SRC_BODY_SECTION"><div>old</div></span>`],
    [
      "outlook in windows",
      `<div class="WordSection1"><p>Yes.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> S &lt;s@d.example&gt;<br><b>Gesendet:</b> heute<br><b>An:</b> O<br><b>Betreff:</b> x</p></div><p>old</p></div>`,
    ],
    ["gmx", `<div>Yes.<div name="quote" style="margin:10px">old</div></div>`],
  ])("%s's quote is folded", (_program, html) => {
    const { visibleText: visible, folded } = visibleHtml(html);
    expect(visible).toBe("Yes.");
    expect(folded).toContain("old");
  });

  test.each([
    ["gmail-reply", "Omar"],
    ["outlook-reply-de", "Jürgen Müller"],
    ["thunderbird-html-reply", "angekommen."],
  ])("%s shows its own words only", async (name, end) => {
    const { visibleText: visible } = visibleHtml((await read(name)).html!);
    expect(visible.endsWith(end)).toBe(true);
  });

  test("answers between Gmail's quotes are shown", () => {
    const html = `<div>Hello</div><div class="gmail_quote"><div class="gmail_attr">On … wrote:</div><blockquote>Which version?</blockquote><div>4.2</div><blockquote>Since?</blockquote><div>Monday</div></div>`;
    expect(visibleHtml(html).visibleText).toContain("4.2");
  });

  test("a letter that is all quote is shown whole", () =>
    expect(visibleHtml(`<div class="gmail_quote"><blockquote>old</blockquote></div>`).visibleText).toContain("old"));
});

test.each([
  ["a hundred thousand quoted lines and a last one", `${"> x\n".repeat(100_000)}end`],
  ["a line of two million letters", `On ${"a ".repeat(1_000_000)}wrote:`],
  ["two hundred thousand colons", "a:\n".repeat(200_000)],
  ["two hundred thousand openings", "On 1\n".repeat(200_000)],
  ["two hundred thousand senders", "From: x\n".repeat(200_000)],
])("%s do not keep us busy", (_what, text) => {
  visibleText(text);
  visibleHtml(text.slice(0, 500_000));
});
