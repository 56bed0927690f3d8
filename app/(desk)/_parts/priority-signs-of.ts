import type { PrioritySigns } from "@/components/priority-signs";
import { choicesNow } from "@/domain/tickets/choices";

/** How the desk draws its priorities, for the frame of all its pages. */
export async function prioritySigns(): Promise<PrioritySigns> {
  const { priorities } = await choicesNow();
  return Object.fromEntries(priorities.map(({ name, sign, color, isDefault }) => [name, { sign, color, usual: isDefault }]));
}
