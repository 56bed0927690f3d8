/** Pure: how two tickets hang together. A link is kept once, said from its one end; from the other it has the other name. */
export const LINK_TYPES = [
  "related",
  "duplicate-of",
  "has-duplicate",
  "part-of",
  "has-part",
  "blocks",
  "blocked-by",
  "caused-by",
  "causes",
  "follow-up-of",
  "followed-by",
] as const;
export type LinkName = (typeof LINK_TYPES)[number];
/** As they are kept; `possibly-related` is the intake's guess and has no act. */
export type LinkType = "related" | "duplicate-of" | "part-of" | "blocks" | "caused-by" | "follow-up-of" | "possibly-related";

const TURNED: Partial<Record<LinkName, LinkType>> = {
  "has-duplicate": "duplicate-of",
  "has-part": "part-of",
  "blocked-by": "blocks",
  causes: "caused-by",
  "followed-by": "follow-up-of",
};
const NAMES = Object.entries(TURNED) as [LinkName, LinkType][];

/** What is kept, and whether it is kept from the other end. */
export function keptAs(name: LinkName): { type: LinkType; turned: boolean } {
  const turned = TURNED[name];
  return turned ? { type: turned, turned: true } : { type: name as LinkType, turned: false };
}

/** What a kept link is called at its other end; a plain one is the same from both. */
export const fromOtherEnd = (type: string): string => NAMES.find(([, kept]) => kept === type)?.[0] ?? type;

export const isLinkName = (text: string): text is LinkName => LINK_TYPES.some((name) => name === text);
