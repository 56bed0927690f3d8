import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { SectionLinks } from "./_parts/section-links";
import { SECTIONS } from "./_parts/sections";

/** Draws the administration around its pages. Each page, and each query below it, asks for itself who may come. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await requireAgent("/portal", "/admin");
  const allowed = SECTIONS.filter((section) => can(actor, section.right)).map((section) => section.href);
  if (allowed.length === 0) notFound();
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col md:flex-row">
      <SectionLinks allowed={allowed} />
      {children}
    </div>
  );
}
