import type { JoinPolicy, Mailbox } from "@/db/schema";
import { isOwnAddress } from "./own-address";

/** More in one letter is a distribution list, or somebody who wants our mails sent around. */
const MAX_JOINING = 10;
const ROBOTS =
  /^(?:no-?_?reply|do-?_?not-?_?reply|noreply.*|postmaster|mailer-?daemon|bounces?|listserv|majordomo|mailman)(?:[+._=-].*)?$/i;

export type Joining = {
  to: readonly Mailbox[];
  cc: readonly Mailbox[];
  policy: JoinPolicy;
  /** Whether the letter counts as its sender's (A2), and whether he is the ticket's customer. */
  counts: boolean;
  byCustomer: boolean;
  own: readonly string[];
  /** Addresses on the ticket already. */
  present: readonly string[];
  isAgent: (address: string) => boolean;
  isColleague: (address: string) => boolean;
};

/**
 * Whom a letter brings into the conversation (docs: mail rules A14). Only a letter that counts as the customer's or a
 * participant's brings anybody; never ourselves, robots or agents, and at most ten.
 */
export function whoJoins(j: Joining): { joining: Mailbox[]; reason: string | null } {
  const named = distinct([...j.to, ...j.cc]).filter(({ address }) => {
    return !isOwnAddress(address, j.own) && !isRobot(address) && !j.isAgent(address) && !isIn(j.present, address);
  });
  if (named.length === 0) return { joining: [], reason: null };
  if (!j.counts) return { joining: [], reason: "Nothing proves the sender, so those he names are only shown." };
  const allowed = named.filter(({ address }) => ALLOWED[j.policy](j, address));
  if (allowed.length === 0) return { joining: [], reason: "The queue's policy lets none of those it names join." };
  const joining = allowed.slice(0, MAX_JOINING);
  const more = allowed.length > MAX_JOINING ? ` ${allowed.length - MAX_JOINING} more are too many for one letter.` : "";
  return { joining, reason: `${joining.map((box) => box.address).join(", ")} stand in To or Cc.${more}` };
}

const ALLOWED: Record<JoinPolicy, (j: Joining, address: string) => boolean> = {
  never: () => false,
  all: () => true,
  organization: (j, address) => j.isColleague(address),
  known: (j) => j.byCustomer,
};

/** An address that nobody reads. */
export const isRobot = (address: string): boolean => ROBOTS.test(address.split("@")[0]!);

const isIn = (addresses: readonly string[], address: string): boolean =>
  addresses.some((one) => one.toLowerCase() === address.toLowerCase());

const distinct = (boxes: readonly Mailbox[]): Mailbox[] => [...new Map(boxes.map((box) => [box.address.toLowerCase(), box])).values()];
