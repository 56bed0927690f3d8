import { notFound, redirect } from "next/navigation";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { SECTIONS } from "./_parts/sections";

/** The administration begins with the first screen somebody may see. */
export default async function AdminPage() {
  const actor = await requireAgent("/portal", "/admin");
  const first = SECTIONS.find((section) => can(actor, section.right));
  if (!first) notFound();
  redirect(first.href);
}
