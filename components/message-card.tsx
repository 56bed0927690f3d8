"use client";

import clsx from "clsx";
import { FileText, Lock, Paperclip, ShieldQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
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

/** A message. An internal note looks like nothing a customer could ever have written or read. */
export function MessageCard({ message }: { message: MessageCardData }) {
  const t = useTranslations("ticket");
  const [whole, setWhole] = useState(message.short === null);
  const name = (message.direction === "in" ? message.from?.name || message.from?.address : message.author) || message.author || message.from?.address || "";
  const names = (boxes: Box[]) => boxes.map((box) => box.name || box.address).join(", ");
  return (
    <article aria-label={name} className={clsx("rounded-lg border px-4 py-3", message.internal ? "border-note-line bg-note" : message.direction === "out" ? "border-line bg-accent-soft" : "border-line bg-raised")}>
      <header className="mb-2 flex items-center gap-2">
        <Avatar name={name} size={24} />
        <div className="min-w-0 flex-1 leading-tight">
          <span className="text-[13px] font-semibold">{name}</span>{" "}
          {message.direction === "in" && message.from?.address && message.from.address !== name && <span className="text-[12px] break-all text-faint">{message.from.address}</span>}
          {message.direction === "out" && message.to.length > 0 && (
            <span className="text-[12px] text-faint">
              {t("to", { names: names(message.to) })}
              {message.cc.length > 0 && `, ${t("cc", { names: names(message.cc) })}`}
            </span>
          )}
        </div>
        {message.internal && (
          <span className="inline-flex shrink-0 items-center gap-1 text-[12px] font-medium text-warn">
            <Lock className="size-3.5" aria-hidden /> {t("internalNote")}
          </span>
        )}
        {message.unauthenticated && !message.internal && (
          <span className="shrink-0 text-faint" title={t("unauthenticated")}>
            <ShieldQuestion className="size-3.5" aria-hidden />
            <span className="sr-only">{t("unauthenticated")}</span>
          </span>
        )}
        <RelativeTime at={message.at} className="shrink-0 text-[12px] text-faint" />
      </header>
      {message.joiner && <p className="mb-2 text-[12px] text-warn">{t("joiner")}</p>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by lib/html on the server */}
      <div className="written text-[14px]" dangerouslySetInnerHTML={{ __html: whole ? message.html : (message.short ?? message.html) }} />
      {message.short !== null && (
        <button type="button" aria-expanded={whole} onClick={() => setWhole(!whole)} className="mt-2 rounded bg-hover px-2 text-[12px] leading-5 text-muted hover:text-text">
          {whole ? t("hideQuoted") : t("showQuoted")}
        </button>
      )}
      {message.attachments.length > 0 && (
        <ul aria-label={t("attachments")} className="mt-3 flex flex-wrap gap-2">
          {message.attachments.map((file) => (
            <li key={file.id}>
              <a href={`/api/v1/attachments/${file.id}`} download className="inline-flex max-w-64 items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1.5 text-[12.5px] hover:border-line-strong">
                {file.contentType.startsWith("text/") ? <FileText className="size-3.5 shrink-0 text-faint" aria-hidden /> : <Paperclip className="size-3.5 shrink-0 text-faint" aria-hidden />}
                <span className="truncate">{file.filename}</span>
                <span className="shrink-0 text-faint">{sizeOf(file.size)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

const sizeOf = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
