"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Switch } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { singleKeysAreOn, switchSingleKeys } from "@/components/use-keys";

const SECTIONS = {
  everywhere: { help: "?", newTicket: "c", sidebar: "[" },
  inList: { next: "j", previous: "k", open: "Enter" },
  inTicket: {
    reply: "r",
    note: "n",
    assign: "a",
    assignMe: "i",
    state: "s",
    wait: "w",
    priority: "p",
    move: "m",
    close: "e",
    back: "u",
  },
  inWriting: { send: "Ctrl Enter", leave: "Esc" },
} as const;

/** Every key that does something, and the switch for those who do not want single ones. */
export function KeyboardHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("keys");
  const [on, setOn] = useState(true);
  useEffect(() => setOn(singleKeysAreOn()), []);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} text={t("text")}>
      <div className="flex flex-col gap-5">
        <Switch
          label={t("on")}
          checked={on}
          onChange={(event) => {
            setOn(event.target.checked);
            switchSingleKeys(event.target.checked);
          }}
        />
        <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {Object.entries(SECTIONS).map(([section, keys]) => (
            <section key={section}>
              <h3 className="mb-1.5 text-xs font-medium text-faint">{t(section as keyof typeof SECTIONS)}</h3>
              <dl className="flex flex-col">
                {Object.entries(keys).map(([word, shown]) => (
                  <div key={word} className="flex min-h-7 items-center justify-between gap-4 text-sm">
                    <dt>{t(word as "help")}</dt>
                    <dd>
                      <Kbd keys={shown} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
