"use client";

import { ChevronsUpDown, Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { PersonMenu } from "@/components/person-menu";
import { SourceLink } from "@/components/source-link";
import { Avatar } from "@/components/ui/avatar";
import { MenuItem, MenuLabel, MenuLine } from "@/components/ui/menu";

/** Who is signed in, with what is his: look, language, keys, the way out. */
export function SidebarFoot({ me, onHelp }: { me: { name: string; email: string }; onHelp: () => void }) {
  const t = useTranslations("common");
  return (
    <div className="mt-auto flex flex-col gap-1 pt-2 folded:items-center">
      <PersonMenu
        side="top"
        trigger={
          <button
            type="button"
            aria-label={t("menu", { name: me.name })}
            className="flex h-9 min-w-0 items-center gap-2 rounded-md px-2 text-sm hover:bg-hover data-[state=open]:bg-hover folded:px-1.5"
          >
            <Avatar name={me.name} size={22} />
            <span className="min-w-0 flex-1 truncate text-left font-medium folded:hidden">{me.name}</span>
            <ChevronsUpDown className="size-3.5 shrink-0 text-faint folded:hidden" aria-hidden />
          </button>
        }
      >
        <MenuLabel>{me.email}</MenuLabel>
        <MenuItem icon={<Keyboard aria-hidden />} shortcut="?" onSelect={onHelp}>
          {t("keyboard")}
        </MenuItem>
        <MenuLine />
      </PersonMenu>
      <SourceLink className="px-2 folded:px-0" />
    </div>
  );
}
