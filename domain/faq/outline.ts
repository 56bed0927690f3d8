import { slugOf } from "./slug";

export type Heading = { id: string; level: 2 | 3; text: string };

const HEADING = /<h([23])>([\s\S]*?)<\/h\1>/g;

/** Pure: an article whose headings can be linked to, and the list of them. Takes what cleanArticleHtml gave. */
export function withAnchors(html: string): { html: string; headings: Heading[] } {
  const headings: Heading[] = [];
  const taken = new Set<string>();
  const anchored = html.replace(HEADING, (_whole, level: string, inner: string) => {
    const text = plain(inner);
    const id = unused(slugOf(text) || "part", taken);
    headings.push({ id, level: level === "2" ? 2 : 3, text });
    return `<h${level} id="${id}">${inner}</h${level}>`;
  });
  return { html: anchored, headings };
}

function unused(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let i = 2; taken.has(id); i += 1) id = `${wanted}-${i}`;
  taken.add(id);
  return id;
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!)
    .replace(/\s+/g, " ")
    .trim();
