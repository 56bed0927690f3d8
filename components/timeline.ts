/** Something that happened besides what was said, in a sentence. */
export type Happened = { id: string; at: string; text: string };

/** What was said and what happened between, in one order of time; at one instant what happened comes first. */
export function timeline<M extends { id: string; at: string }>(messages: readonly M[], events: readonly Happened[]): (M | Happened)[] {
  return [...events, ...messages].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
