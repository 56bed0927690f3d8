"use client";

import { AlarmClock, Ellipsis, Link2, Phone, UserCheck, UserMinus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuMore } from "@/components/ui/menu";
import type { Asked } from "./act-dialogs";
import type { Can, Person, Ticket } from "./types";
import type { Change } from "./use-change";

type ActsMenuProps = { ticket: Ticket; can: Can; agents: Person[]; me: Person; change: Change; ask: (asked: Asked) => void };

/** What is done rarely, in one menu. */
export function ActsMenu({ ticket, can, agents, me, change, ask }: ActsMenuProps) {
  const [t, tp, tw] = [useTranslations("ticket"), useTranslations("ticketPeople"), useTranslations("waiting")];
  const [tl, tc] = [useTranslations("links"), useTranslations("call")];
  return (
    <Menu align="end" trigger={<IconButton label={t("acts")} icon={<Ellipsis aria-hidden />} className="max-lg:size-10" />}>
      {can.change && (
        <>
          <MenuItem icon={<AlarmClock aria-hidden />} shortcut="w" onSelect={() => ask({ act: "wait" })}>
            {tw("title")}
          </MenuItem>
          <MenuItem icon={<Users aria-hidden />} onSelect={() => ask({ act: "people" })}>
            {tp("menu")}
          </MenuItem>
        </>
      )}
      <MenuItem icon={<Link2 aria-hidden />} onSelect={() => ask({ act: "links" })}>
        {tl("menu")}
      </MenuItem>
      {can.reply && (
        <MenuItem icon={<Phone aria-hidden />} onSelect={() => ask({ act: "call" })}>
          {tc("menu")}
        </MenuItem>
      )}
      {can.assign && !ticket.responsible && (
        <MenuMore icon={<UserCheck aria-hidden />} label={t("responsible")}>
          {agents.map((agent) => (
            <MenuItem key={agent.id} onSelect={() => change({ responsible: agent.id }, { responsible: agent })}>
              {agent.name}
            </MenuItem>
          ))}
        </MenuMore>
      )}
      {can.assign && ticket.owner?.id === me.id && (
        <MenuItem icon={<UserMinus aria-hidden />} onSelect={() => change({ owner: null }, { owner: null })}>
          {t("release")}
        </MenuItem>
      )}
    </Menu>
  );
}
