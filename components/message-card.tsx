"use client";

import clsx from "clsx";
import { Ellipsis, Lock, type LucideIcon, Mail, Phone, Reply, ShieldQuestion, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { AttachmentChip } from "./attachment-chip";
import { RenderedHtml } from "./editor/rendered-html";
import { RelativeTime } from "./relative-time";
import { Avatar } from "./ui/avatar";

type Box = { name: string; address: string };
export type MessageCardData = {
  id: string;
  kind: string;
  direction: "in" | "out" | "none";
  internal: boolean;
  joiner: boolean;
  unauthenticated: boolean;
  /** A machine's message, such as an absence: shown folded. */
  automatic?: boolean;
  /** Where the writer asks to be answered instead. */
  replyTo?: Box[];
  /** Of a telephone call. */
  call?: { reached: boolean; seconds: number | null; direction: "in" | "out" } | null;
  from: Box | null;
  to: Box[];
  cc: Box[];
  author: string | null;
  at: string;
  /** Cleaned by lib/html on the server. */
  html: string;
  /** The same without quotes and signature, when that is less. */
  short: string | null;
  attachments: { id: string; filename: string; contentType: string; size: number }[];
};

type Look = { icon: LucideIcon; word: "incoming" | "publicReply" | "internalNote"; card: string; tone: string };

const LOOKS: Record<"incoming" | "reply" | "note", Look> = {
  incoming: { icon: Mail, word: "incoming", card: "border-line bg-raised", tone: "text-faint" },
  reply: { icon: Reply, word: "publicReply", card: "border-accent/25 bg-accent-soft", tone: "text-accent" },
  note: { icon: Lock, word: "internalNote", card: "border-note-line bg-note border-l-[3px] border-l-note-solid pl-3.5", tone: "text-warn" },
};

/** A message. An internal note looks like nothing a customer could ever have written or read. */
export function MessageCard({ message, actions, children }: { message: MessageCardData; actions?: ReactNode; children?: ReactNode }) {
  const t = useTranslations("ticket");
  const body = useId();
  const folds = message.automatic === true || message.short !== null;
  const [whole, setWhole] = useState(!folds);
  const look = LOOKS[message.internal ? "note" : message.direction === "out" ? "reply" : "incoming"];
  const sender = message.direction === "in" ? message.from?.name || message.from?.address : message.author;
  const name = sender || message.author || message.from?.address || "";
  const names = (boxes: Box[]) => boxes.map((box) => box.name || box.address).join(", ");
  const address = message.direction === "in" && message.from?.address !== name ? message.from?.address : undefined;
  return (
    <article
      aria-label={t("messageBy", { kind: t(look.word), name })}
      className={clsx("group/message rounded-lg border px-4 py-3", look.card)}
    >
      <header className="mb-2 flex items-start gap-2.5">
        <Avatar name={name} size={24} className="mt-px" />
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 text-xs leading-[1.625rem] text-faint">
          <span className="text-sm font-semibold text-text">{name}</span>
          {address && <span className="truncate">{address}</span>}
          {message.direction === "out" && message.to.length > 0 && (
            <span className="truncate">
              {t("to", { names: names(message.to) })}
              {message.cc.length > 0 && `, ${t("cc", { names: names(message.cc) })}`}
            </span>
          )}
          {message.unauthenticated && !message.internal && (
            <span className="inline-flex items-center gap-1 self-center text-warn">
              <ShieldQuestion className="size-3.5" aria-hidden />
              {t("unauthenticated")}
            </span>
          )}
        </div>
        <div className="flex shrink-0 items-center gap-2 text-xs leading-[1.625rem]">
          {actions && (
            <span className="transition-opacity duration-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100 md:opacity-0">
              {actions}
            </span>
          )}
          <span className={clsx("inline-flex items-center gap-1 font-medium", look.tone)}>
            <look.icon className="size-3.5" aria-hidden />
            <span className={look.word === "incoming" ? "sr-only" : "max-sm:sr-only"}>{t(look.word)}</span>
          </span>
          <RelativeTime at={message.at} className="text-faint" />
        </div>
      </header>
      {message.call && (
        <p className="mb-2 flex items-center gap-1.5 text-xs text-muted">
          <Phone className="size-3.5 shrink-0" aria-hidden />
          {t(message.call.direction === "in" ? "callIn" : message.call.reached ? "callReached" : "callMissed")}
          {message.call.seconds !== null && ` · ${t("callMinutes", { count: Math.max(1, Math.round(message.call.seconds / 60)) })}`}
        </p>
      )}
      {message.joiner && (
        <p className="mb-2 flex items-start gap-1.5 rounded-md bg-warn-soft px-2.5 py-1.5 text-xs text-warn">
          <UserRoundPlus className="mt-px size-3.5 shrink-0" aria-hidden />
          {t("joiner")}
        </p>
      )}
      {(message.replyTo?.length ?? 0) > 0 && (
        <p className="mb-2 text-xs text-warn">{t("asksReplyTo", { addresses: message.replyTo!.map((box) => box.address).join(", ") })}</p>
      )}
      {message.automatic && <p className="mb-2 text-xs text-muted">{t("automatic")}</p>}
      <div id={body}>
        {children ?? ((whole || !message.automatic) && <RenderedHtml html={whole ? message.html : (message.short ?? message.html)} />)}
      </div>
      {folds && !children && (
        <button
          type="button"
          aria-expanded={whole}
          aria-controls={body}
          onClick={() => setWhole(!whole)}
          className="mt-2 inline-flex h-6 items-center gap-1.5 rounded bg-hover px-2 text-xs text-muted transition-colors duration-100 hover:bg-pressed hover:text-text"
        >
          <Ellipsis className="size-3.5" aria-hidden />
          {message.automatic ? t(whole ? "hideAutomatic" : "showAutomatic") : t(whole ? "hideQuoted" : "showQuoted")}
        </button>
      )}
      {message.attachments.length > 0 && (
        <ul aria-label={t("attachments")} className="mt-3 flex flex-wrap gap-2">
          {message.attachments.map((file) => (
            <li key={file.id} className="max-w-full">
              <AttachmentChip
                name={file.filename}
                contentType={file.contentType}
                size={file.size}
                href={`/api/v1/attachments/${file.id}`}
              />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
