import type { Mailbox } from "@/db/schema";
import { isOwnAddress } from "./own-address";

export type Asker = {
  /** Who counts as the writer of a new request. */
  customer: Mailbox;
  /** Where he wants his answers, when he may say so. */
  replyAddress: string | null;
  /** Where he says he wants them, when agents should choose. */
  shown: Mailbox[];
  reason: string | null;
};

/**
 * Who asks, and where the answer goes, in a new request (docs: mail rules A14). A Reply-To of the sender's own domain is
 * honoured. A form that writes for its visitors, named by the desk, makes Reply-To the customer. Any other is shown
 * beside the sender's address; it never decides by itself.
 */
export function askerOf(
  from: Mailbox,
  replyTo: readonly Mailbox[],
  desk: { own: readonly string[]; formSenders: readonly string[] },
): Asker {
  const other = replyTo.filter(({ address }) => !same(address, from.address) && !isOwnAddress(address, desk.own));
  const [first] = other;
  const plain = { customer: from, replyAddress: null, shown: [], reason: null };
  if (!first) return plain;
  if (desk.formSenders.some((form) => same(form, from.address))) {
    return { ...plain, customer: first, reason: `${from.address} is a form: who is to be answered asks.` };
  }
  if (domainOf(first.address) === domainOf(from.address)) {
    return { ...plain, replyAddress: first.address.toLowerCase(), reason: `Answers go to ${first.address}, of the sender's own domain.` };
  }
  return { ...plain, shown: other, reason: `It asks to be answered at ${first.address}; agents see both and choose.` };
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
