/** Reply and forward marks of mail programs, in the languages they speak. */
const REPLY = "re|aw|antw|antwort|sv|vs|ref|rif|r|odp|ynt|res|bls|atb|回复|回覆|答复|返信";
const FORWARD = "fwd|fw|wg|tr|doorst|vb|vl|rv|enc|i|pd|ilt|转发|轉寄|転送";
const COUNT = "(?:\\s?\\[\\d{1,4}\\]|\\s?\\(\\d{1,4}\\))?";
const LIST_TAG = "(?:\\[[^\\]\\r\\n]{1,60}\\]\\s*)";
const MARK = new RegExp(`^\\s*(?:${REPLY}|${FORWARD})${COUNT}\\s*[:：]\\s*`, "i");
const TAGGED_MARK = new RegExp(`^\\s*(${LIST_TAG}+)(?:${REPLY}|${FORWARD})${COUNT}\\s*[:：]\\s*`, "i");
const FORWARD_MARK = new RegExp(`^\\s*(?:${LIST_TAG}*(?:${REPLY})${COUNT}\\s*[:：]\\s*)*${LIST_TAG}*(?:${FORWARD})${COUNT}\\s*[:：]`, "i");
/** Long enough for every subject people write, short enough for a subject made to keep us busy. */
const MAX_LENGTH = 1000;

/** A subject without reply and forward marks, also those behind a list's tag. The tag stays: it belongs to the subject. */
export function normaliseSubject(subject: string): string {
  let rest = subject.slice(0, MAX_LENGTH);
  for (let i = 0; i < 50; i += 1) {
    const shorter = rest.replace(MARK, "").replace(TAGGED_MARK, "$1");
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest.replace(/\s+/g, " ").trim();
}

/** A forwarded mail begins something new, also when a number of ours stands in it (docs: mail rules A2). */
export const isForward = (subject: string): boolean => FORWARD_MARK.test(subject.slice(0, MAX_LENGTH));

/** Numbers in tags of this installation, `[OT#1042]`. Another system's `[#1042]` is no evidence. */
export function ticketNumbersIn(subject: string, prefix: string): string[] {
  if (prefix.trim() === "") return [];
  const escaped = prefix.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [...new Set([...subject.matchAll(new RegExp(`\\[\\s*${escaped}\\s*#\\s*0*(\\d{1,15})\\s*\\]`, "gi"))].map((match) => match[1]!))];
}
