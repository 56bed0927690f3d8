"use client";

import { Menu as MenuIcon, PanelLeft, Plus, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { useCallback, useEffect, useState } from "react";
import { Logo } from "@/components/logo";
import { toggleSidebar } from "@/components/theme";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { useKeys } from "@/components/use-keys";
import type { QueueCount } from "@/domain/tickets/queries";
import { type Change, useLive } from "@/realtime/use-live";
import { Bell, useNotices } from "./bell";
import { KeyboardHelp } from "./keyboard-help";
import { SidebarFoot } from "./sidebar-foot";
import { SidebarLinks } from "./sidebar-links";

/** Which pages this person has; a link is only drawn to a page that he may use. */
export type Places = { newTicket: boolean; mailbox: boolean; styleguide: boolean; dashboard: boolean; admin: boolean };
type SidebarProps = { me: { name: string; email: string }; queues: QueueCount[]; since: number; places: Places };

/** The first pane: views and queues with their counts, live. It folds to a rail; on a phone it is a drawer. */
export function Sidebar({ me, queues: initial, since, places }: SidebarProps) {
  const t = useTranslations("desk");
  const tc = useTranslations("common");
  const router = useRouter();
  const queues = useLiveQueues(initial, since);
  const notices = useNotices(since);
  const [drawer, setDrawer] = useState(false);
  const [help, setHelp] = useState(false);
  const path = usePathname();
  const search = useSearchParams().toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the drawer
  useEffect(() => setDrawer(false), [path, search]);
  useKeys({
    "?": () => setHelp(true),
    "[": toggleSidebar,
    ...(places.newTicket ? { c: () => router.push("/tickets/new") } : {}),
  });
  const inside = (
    <>
      <SidebarLinks queues={queues} places={places} />
      <SidebarFoot me={me} onHelp={() => setHelp(true)} />
    </>
  );

  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-canvas px-1.5 md:hidden">
        <Dialog.Root open={drawer} onOpenChange={setDrawer}>
          <Dialog.Trigger asChild>
            <IconButton size="lg" label={t("menu")} icon={<MenuIcon aria-hidden />} />
          </Dialog.Trigger>
          <Dialog.Portal>
            <Dialog.Overlay className="fixed inset-0 z-40 bg-shade md:hidden" />
            <Dialog.Content
              aria-describedby={undefined}
              className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col gap-4 overflow-y-auto bg-canvas p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-float outline-none md:hidden"
            >
              <div className="flex items-center justify-between pl-2">
                <Dialog.Title>
                  <Logo />
                </Dialog.Title>
                <Dialog.Close asChild>
                  <IconButton size="lg" label={tc("close")} icon={<X aria-hidden />} />
                </Dialog.Close>
              </div>
              {inside}
            </Dialog.Content>
          </Dialog.Portal>
        </Dialog.Root>
        <Link href="/tickets" className="rounded px-1 py-1">
          <Logo />
        </Link>
        <Bell notices={notices} className="ml-auto max-md:size-10" />
        {places.newTicket && (
          <Link
            href="/tickets/new"
            aria-label={t("newTicket")}
            className="inline-flex size-10 items-center justify-center rounded-md text-muted hover:bg-hover"
          >
            <Plus className="size-5" aria-hidden />
          </Link>
        )}
      </header>
      <nav
        data-rail
        aria-label={t("views")}
        className="hidden w-57 shrink-0 flex-col gap-4 overflow-y-auto border-r border-line bg-canvas p-2.5 md:flex folded:w-13 folded:items-center folded:px-2"
      >
        <div className="flex min-h-7 items-center justify-between pl-2 folded:pl-0">
          <Link href="/tickets" className="rounded folded:hidden">
            <Logo />
          </Link>
          <span className="flex items-center gap-0.5 folded:flex-col">
            <Bell notices={notices} />
            <IconButton label={t("foldSidebar")} shortcut="[" icon={<PanelLeft aria-hidden />} onClick={toggleSidebar} />
          </span>
        </div>
        {inside}
      </nav>
      <KeyboardHelp open={help} onOpenChange={setHelp} />
    </>
  );
}

function useLiveQueues(initial: QueueCount[], since: number): QueueCount[] {
  const [queues, setQueues] = useState(initial);
  const reload = useCallback(async () => {
    const response = await fetch("/api/v1/queues").catch(() => null);
    if (response?.ok) setQueues(((await response.json()) as { data: QueueCount[] }).data);
  }, []);
  useLive(
    { lists: true },
    since,
    useCallback((changes: Change[]) => void (changes.some((change) => MOVES_COUNTS.has(change.type)) && reload()), [reload]),
  );
  return queues;
}

/** What puts a ticket on the desk, takes it off, or gives it an owner; nothing else changes a count. */
const MOVES_COUNTS = new Set([
  "ticket.opened",
  "ticket.moved",
  "ticket.assigned",
  "ticket.stateChanged",
  "ticket.pended",
  "ticket.closed",
  "ticket.reopened",
]);
