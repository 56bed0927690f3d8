import { expect, test } from "vitest";
import { shownHtml } from "@/app/_view/shown-html";
import { visibleHtml } from "@/domain/mail/quote";
import type { MessageView } from "@/domain/tickets/queries";

const shown = (id: string, html: string, text: string) =>
  shownHtml({
    id,
    kind: "mail",
    html,
    text,
    visibleText: visibleHtml(html).visibleText,
    attachments: [{ id: "file", contentId: "shot" }],
  } as unknown as MessageView);

const PICTURE = '<p>Here is what I <b>see</b>:</p><img src="cid:shot" alt="screenshot.png">';

test("a picture in the text is shown, and nothing is folded where nothing is quoted", () => {
  const { html, short } = shown("plain", PICTURE, "Here is what I see:\n[image: screenshot.png] and a longer text part");
  expect(html).toContain("/api/v1/attachments/file?inline=1");
  expect(short).toBeNull();
});

test("what stands above a quote keeps its pictures and its form", () => {
  const { html, short } = shown(
    "quoting",
    `${PICTURE}<div class="gmail_quote">On Monday Mia wrote:<blockquote>Old words</blockquote></div>`,
    "x",
  );
  expect(short).toContain("/api/v1/attachments/file?inline=1");
  expect(short).toContain("<b>see</b>");
  expect(short).not.toContain("Old words");
  expect(html).toContain("Old words");
});
