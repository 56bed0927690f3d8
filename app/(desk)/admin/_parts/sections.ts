import { Activity, ListChecks, type LucideIcon, MailWarning } from "lucide-react";
import type { DeskRightName } from "@/domain/access/policy";

type Section = { href: string; label: "work" | "mail" | "checklists"; icon: LucideIcon; right: DeskRightName };

/** The screens of the administration; a new one is a line here, with its name in messages under `admin`. */
export const SECTIONS: readonly Section[] = [
  { href: "/admin/work", label: "work", icon: Activity, right: "work.read" },
  { href: "/admin/mail", label: "mail", icon: MailWarning, right: "mail.readLog" },
  { href: "/admin/checklists", label: "checklists", icon: ListChecks, right: "words.write" },
];
