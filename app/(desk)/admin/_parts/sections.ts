import {
  Activity,
  CircleDot,
  Clock,
  Hash,
  Inbox,
  ListChecks,
  type LucideIcon,
  MailWarning,
  PenLine,
  Shapes,
  SignalHigh,
  Workflow,
} from "lucide-react";
import type { DeskRightName } from "@/domain/access/policy";

type Label = "work" | "mail" | "letters" | "checklists" | "time" | "lifecycles" | "numbers" | "queues" | "states" | "priorities" | "types";
type Section = { href: string; label: Label; icon: LucideIcon; right: DeskRightName };

/** The screens of the administration; a new one is a line here, with its name in messages under `admin`. */
export const SECTIONS: readonly Section[] = [
  { href: "/admin/work", label: "work", icon: Activity, right: "work.read" },
  { href: "/admin/mail", label: "mail", icon: MailWarning, right: "mail.readLog" },
  { href: "/admin/checklists", label: "checklists", icon: ListChecks, right: "words.write" },
  { href: "/admin/letters", label: "letters", icon: PenLine, right: "words.write" },
  { href: "/admin/queues", label: "queues", icon: Inbox, right: "queue.configure" },
  { href: "/admin/states", label: "states", icon: CircleDot, right: "choice.configure" },
  { href: "/admin/priorities", label: "priorities", icon: SignalHigh, right: "choice.configure" },
  { href: "/admin/types", label: "types", icon: Shapes, right: "choice.configure" },
  { href: "/admin/lifecycles", label: "lifecycles", icon: Workflow, right: "choice.configure" },
  { href: "/admin/numbers", label: "numbers", icon: Hash, right: "choice.configure" },
  { href: "/admin/time", label: "time", icon: Clock, right: "time.configure" },
];
