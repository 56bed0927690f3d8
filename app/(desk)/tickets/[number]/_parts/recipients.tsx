"use client";

import { UserMinus, UserPlus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PersonChip } from "@/components/person-chip";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { useToast } from "@/components/ui/toast";
import { bringIn, takeOut } from "../actions";
import { type Found, PersonSearch } from "./person-search";
import type { Person, Ticket } from "./types";
import type { useRecipients } from "./use-recipients";

type RecipientsProps = {
  ticket: Ticket;
  participants: Person[];
  recipients: ReturnType<typeof useRecipients>;
  /** May bring people in and take them out for good. */
  mayChange: boolean;
};

/** Who gets this reply, each with the reason; left out or added for this reply, or for all that follow. */
export default function Recipients({ ticket, participants, recipients, mayChange }: RecipientsProps) {
  const t = useTranslations("composer");
  const toast = useToast();
  const router = useRouter();
  const always = async (what: typeof bringIn, who: string) => {
    const result = await what({ ticketId: ticket.id, who });
    if (!result.ok) toast({ title: result.error.message, tone: "bad" });
    router.refresh();
  };
  const shown = participants.filter((one) => !recipients.leftOut.has(one.email));
  return (
    <ul aria-label={t("recipientsLabel")} className="flex flex-wrap items-center gap-1.5 px-3 pt-2">
      <li className="max-w-full">
        <PersonChip name={ticket.customer.name} detail={ticket.replyAddress ?? t("whyCustomer")} />
      </li>
      {shown.map((person) => (
        <li key={person.id} className="inline-flex max-w-full items-center">
          <PersonChip name={person.name} detail={t("whyParticipant")} />
          <Menu side="top" trigger={<IconButton size="sm" label={t("removeRecipient", { name: person.name })} icon={<X aria-hidden />} />}>
            <MenuItem onSelect={() => recipients.leaveOut(person.email)}>{t("onlyThis")}</MenuItem>
            {mayChange && (
              <MenuItem icon={<UserMinus aria-hidden />} onSelect={() => void always(takeOut, person.id)}>
                {t("always")}
              </MenuItem>
            )}
          </Menu>
        </li>
      ))}
      {recipients.extra.map((person) => (
        <li key={person.email} className="max-w-full">
          <PersonChip name={person.name} detail={t("whyOnce")} onRemove={() => recipients.leaveOut(person.email)} />
        </li>
      ))}
      <li>
        <Adding onOnce={recipients.addOnce} onAlways={mayChange ? (one) => void always(bringIn, one.id ?? one.email) : null} />
      </li>
    </ul>
  );
}

function Adding({ onOnce, onAlways }: { onOnce: (person: Found) => void; onAlways: ((person: Found) => void) | null }) {
  const t = useTranslations("composer");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Found | null>(null);
  const done = (act: (person: Found) => void) => {
    if (chosen) act(chosen);
    setOpen(false);
    setChosen(null);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("addRecipient")}
      side="top"
      trigger={<IconButton size="sm" label={t("addRecipient")} icon={<UserPlus aria-hidden />} />}
    >
      {chosen ? (
        <div className="flex flex-col gap-2">
          <PersonChip name={chosen.name} detail={chosen.email} onRemove={() => setChosen(null)} />
          <Button onClick={() => done(onOnce)}>{t("onlyThisAdd")}</Button>
          {onAlways && <Button onClick={() => done(onAlways)}>{t("alwaysAdd")}</Button>}
        </div>
      ) : (
        <PersonSearch label={t("addRecipient")} allowNew onChoose={setChosen} />
      )}
    </Popover>
  );
}
