/** Reply and forward marks of mail programs, in the languages they speak. */
const REPLY = "re|aw|antw|antwort|sv|vs|ref|rif|r|odp|ynt|res|回复|答复";
const FORWARD = "fwd|fw|wg|tr|doorst|vb|rv|enc|i|pd|转发";
const MARKS = new RegExp(`^\\s*(?:(?:${REPLY}|${FORWARD})(?:\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]\\s*)+`, "i");
const FORWARD_MARK = new RegExp(`^\\s*(?:(?:${REPLY})\\s*:\\s*)*(?:${FORWARD})\\s*:`, "i");

/** A subject without reply and forward marks. List tags stay: they belong to the subject. */
export const normaliseSubject = (subject: string): string => subject.replace(MARKS, "").trim();

/** A forwarded mail begins something new, also when a number of ours stands in it (SEMANTICS A2). */
export const isForward = (subject: string): boolean => FORWARD_MARK.test(subject);

/** Numbers in tags of this installation, `[OT#1042]`. Another system's `[#1042]` is no evidence. */
export function ticketNumbersIn(subject: string, prefix: string): string[] {
  const escaped = prefix.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [...new Set([...subject.matchAll(new RegExp(`\\[${escaped}#(\\d{1,15})\\]`, "gi"))].map((match) => match[1]!))];
}
