import { inArray } from "drizzle-orm";
import type { Tx } from "@/db";
import { type JoinPolicy, type Mailbox, people } from "@/db/schema";
import { system } from "../access/actor";
import { findOrCreatePersonIn, isAddress } from "../people/create";
import type { Person } from "../people/find";
import { joinTicketIn } from "../tickets/join";
import { lockTicket } from "../tickets/load";
import { whoJoins } from "./joining";
import type { Letter } from "./letter";
import { agentOf, partiesOf } from "./parties";

/** Recipients of a letter that are looked at; the rest of a long list is shown and no more. */
const MAX_NAMED = 50;

type Speaking = { ticketId: string; policy: JoinPolicy; counts: boolean; speaker: Person };

/** Brings those into a conversation whom its new letter names in To and Cc, as the queue allows (docs/mail.md, A14). */
export async function letJoinIn(tx: Tx, letter: Letter, { ticketId, policy, counts, speaker }: Speaking): Promise<void> {
  const { parsed, own, decide } = letter;
  // An address that nobody can be written to keeps no letter from being read.
  const usable = (boxes: readonly Mailbox[]) => boxes.filter((box) => isAddress(box.address)).slice(0, MAX_NAMED);
  const [to, cc] = [usable(parsed.to), usable(parsed.cc)];
  const parties = await partiesOf(tx, ticketId);
  const { agents, colleagues } = await knownAmong(tx, [...to, ...cc], speaker);
  const { joining, reason } = whoJoins({
    ...{ to, cc, policy, counts, own: own.addresses },
    byCustomer: speaker.id === parties.customerId,
    present: [parties.customer, ...parties.others, parsed.from?.address ?? ""],
    isAgent: (address) => agents.has(address.toLowerCase()),
    isColleague: (address) => colleagues.has(address.toLowerCase()),
  });
  if (reason) decide("participants", joining.length === 0 ? "nobody" : "join", reason);
  const ids: string[] = [];
  for (const { name, address } of joining) ids.push((await findOrCreatePersonIn(tx, system("mail"), { email: address, name })).id);
  if (ids.length > 0) await joinTicketIn(tx, system("mail"), await lockTicket(tx, ticketId), ids);
}

async function knownAmong(tx: Tx, boxes: readonly { address: string }[], speaker: Person) {
  const agents = new Set<string>();
  const colleagues = new Set<string>();
  const addresses = boxes.map((box) => box.address.toLowerCase());
  const known = addresses.length > 0 ? await tx.select().from(people).where(inArray(people.email, addresses)) : [];
  for (const person of known) {
    if (await agentOf(tx, person)) agents.add(person.email);
    else if (speaker.organizationId && person.organizationId === speaker.organizationId) colleagues.add(person.email);
  }
  return { agents, colleagues };
}
