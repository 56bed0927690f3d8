"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState, useTransition } from "react";
import { StateSign } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select";
import type { TicketLink } from "@/domain/tickets/link";
import { linkTo, unlinkFrom } from "../actions";

const TYPES = [
  "related",
  "duplicate-of",
  "has-duplicate",
  "part-of",
  "has-part",
  "blocks",
  "blocked-by",
  "caused-by",
  "causes",
  "follow-up-of",
  "followed-by",
] as const;

type Links = { data: TicketLink[]; hidden: number };

/** How the ticket hangs together with others; who may change it links and unlinks by number. */
export default function LinksDialog({
  ticket,
  mayChange,
  onClose,
}: {
  ticket: { id: string; number: string };
  mayChange: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("links");
  const router = useRouter();
  const [links, setLinks] = useState<Links | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const [type, setType] = useState<string>("related");
  const [other, setOther] = useState("");

  const read = useCallback(async () => {
    const response = await fetch(`/api/v1/tickets/${ticket.number}/links`).catch(() => null);
    if (response?.ok) setLinks((await response.json()) as Links);
    else setFault(t("failed"));
  }, [ticket.number, t]);
  useEffect(() => void read(), [read]);

  const act = (what: typeof linkTo, wanted: { type: string; other: string }) =>
    start(async () => {
      const result = await what({ ticketId: ticket.id, ...wanted });
      setFault(result.ok ? null : result.error.message);
      if (result.ok) setOther("");
      await read();
      router.refresh();
    });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")}>
      <div aria-busy={busy || links === null} className="flex flex-col gap-4">
        {fault && (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-1.5 text-sm text-bad">
            {fault}
          </p>
        )}
        {links?.data.length === 0 && links.hidden === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        <ul className="flex flex-col gap-px">
          {links?.data.map((link) => (
            <li key={`${link.type} ${link.ticket.number}`} className="flex min-h-9 items-center gap-2 text-sm">
              <span className="w-32 shrink-0 text-muted">{t(link.type as "related")}</span>
              <StateSign type={link.ticket.stateType} />
              <Link href={`/tickets/${link.ticket.number}`} className="min-w-0 flex-1 truncate hover:underline">
                <span className="tabular-nums">#{link.ticket.number}</span> {link.ticket.subject}
              </Link>
              {mayChange && (
                <IconButton
                  label={t("remove", { number: `#${link.ticket.number}` })}
                  icon={<X aria-hidden />}
                  onClick={() => act(unlinkFrom, { type: link.type, other: link.ticket.number })}
                  className="max-sm:size-10"
                />
              )}
            </li>
          ))}
        </ul>
        {(links?.hidden ?? 0) > 0 && <p className="text-xs text-muted">{t("hidden", { count: links!.hidden })}</p>}
        {mayChange && (
          <form
            className="flex flex-wrap items-end gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              if (!busy) act(linkTo, { type, other: other.replace(/^#/, "").trim() });
            }}
          >
            <SelectField
              label={t("type")}
              value={type}
              onChange={(event) => setType(event.target.value)}
              options={TYPES.map((value) => ({ value, label: t(value) }))}
              className="min-w-40 flex-1"
            />
            <Field
              label={t("number")}
              required
              inputMode="numeric"
              pattern="#?[0-9]{1,15}"
              value={other}
              onChange={(event) => setOther(event.target.value)}
              className="min-w-32 flex-1"
            />
            <Button type="submit" kind="primary" busy={busy}>
              {t("add")}
            </Button>
          </form>
        )}
      </div>
    </Dialog>
  );
}
