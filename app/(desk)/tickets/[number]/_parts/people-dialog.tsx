"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { PersonChip } from "@/components/person-chip";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { bringIn, takeOut } from "../actions";
import { type Found, PersonSearch } from "./person-search";
import type { Person, Ticket } from "./types";
import type { Change } from "./use-change";

type PeopleDialogProps = {
  ticket: Ticket;
  participants: Person[];
  /** How many messages a customer may read. */
  publicMessages: number;
  change: Change;
  onClose: () => void;
};

/** Who is in the conversation: the customer, who else gets the answers, and what each may read. */
export default function PeopleDialog({ ticket, participants, publicMessages, change, onClose }: PeopleDialogProps) {
  const t = useTranslations("ticketPeople");
  const router = useRouter();
  const [busy, start] = useTransition();
  const [fault, setFault] = useState<string | null>(null);
  const [changing, setChanging] = useState(false);
  const [wanted, setWanted] = useState<Found | null>(null);

  const act = (what: typeof bringIn, who: string) =>
    start(async () => {
      const result = await what({ ticketId: ticket.id, who });
      setFault(result.ok ? null : result.error.message);
      router.refresh();
    });
  const makeCustomer = (person: Found) => {
    change({ customer: person.email }, { customer: { name: person.name, email: person.email } });
    setChanging(false);
    setWanted(null);
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={changing ? t("changeTitle") : t("title")}>
      <div aria-busy={busy} className="flex flex-col gap-4">
        {fault && (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-1.5 text-sm text-bad">
            {fault}
          </p>
        )}
        {changing ? (
          <>
            <PersonSearch label={t("customer")} onChoose={setWanted} />
            {wanted && (
              <p className="text-sm">{t("willRead", { name: wanted.name, count: publicMessages, former: ticket.customer.name })}</p>
            )}
            <div className="flex justify-end gap-2">
              <Button onClick={() => setChanging(false)}>{t("cancel")}</Button>
              <Button kind="primary" disabled={!wanted} onClick={() => wanted && makeCustomer(wanted)}>
                {t("makeCustomer")}
              </Button>
            </div>
          </>
        ) : (
          <>
            <section className="flex flex-col gap-1.5">
              <h3 className="text-sm font-medium">{t("customer")}</h3>
              <div className="flex items-center justify-between gap-2">
                <PersonChip name={ticket.customer.name} detail={ticket.customer.email} />
                <Button size="sm" onClick={() => setChanging(true)}>
                  {t("change")}
                </Button>
              </div>
            </section>
            <section className="flex flex-col gap-1.5">
              <h3 className="text-sm font-medium">{t("participants")}</h3>
              <p className="text-xs text-muted">{t("participantsText", { count: publicMessages })}</p>
              {participants.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
              <ul className="flex flex-col">
                {participants.map((person) => (
                  <li key={person.id} className="flex items-center justify-between gap-2">
                    <PersonChip name={person.name} detail={person.email} />
                    <IconButton
                      label={t("remove", { name: person.name })}
                      icon={<X aria-hidden />}
                      onClick={() => act(takeOut, person.id)}
                      className="max-sm:size-10"
                    />
                  </li>
                ))}
              </ul>
            </section>
            <PersonSearch label={t("add")} allowNew onChoose={(person) => act(bringIn, person.id ?? person.email)} />
          </>
        )}
      </div>
    </Dialog>
  );
}
