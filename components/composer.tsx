"use client";

import clsx from "clsx";
import { ChevronDown, CircleCheck, CirclePause, Lock, Paperclip, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import { AttachmentChip } from "./attachment-chip";
import { Editor, type EditorHandle } from "./editor/editor";
import { Button } from "./ui/button";
import { Menu, MenuItem } from "./ui/menu";

export type ComposerFile = { filename: string; contentType: string; base64: string };
export type Writing = { kind: "reply" | "note"; html: string; files: ComposerFile[]; state?: string };
type Outcome = { ok: true } | { ok: false; message: string };

/** To begin writing from elsewhere: a key, a button of the thumb bar. */
export type ComposerHandle = { write: (kind: Writing["kind"]) => void };

type ComposerProps = {
  ref?: Ref<ComposerHandle>;
  draftKey: string;
  canReply: boolean;
  canNote: boolean;
  /** The states that a reply may leave the ticket in besides its own, by name. */
  closes?: string;
  waits?: string;
  customer: string;
  /** Who gets the reply, to be changed there. */
  strip: ReactNode;
  /** How a reply begins before anything is written, and what is put below it when it leaves. */
  opening?: string;
  signature?: string;
  /** What nobody knows and was therefore left out of the two. */
  leftOut?: readonly string[];
  /** Stands beside what is attached. */
  beside?: ReactNode;
  onSubmit: (writing: Writing) => Promise<Outcome>;
  onDoing: (doing: "viewing" | "replying" | "noting") => void;
};

const MAX_FILE = 20 * 1024 * 1024;

/** What is attached and not yet sent; `id` tells two files of one name apart. */
type Attached = ComposerFile & { id: string; size: number };

/**
 * Where answers and notes are written. Which of the two it is shows in colour, icon, words and the button. What is typed
 * is kept in this browser until it was sent, and stays when sending fails.
 */
export function Composer({
  ref,
  draftKey,
  canReply,
  canNote,
  closes,
  waits,
  customer,
  strip,
  opening = "",
  signature = "",
  leftOut = [],
  beside,
  onSubmit,
  onDoing,
}: ComposerProps) {
  const t = useTranslations("composer");
  const [kind, setKind] = useState<Writing["kind"]>(canReply ? "reply" : "note");
  const [files, setFiles] = useState<Attached[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const editor = useRef<EditorHandle | null>(null);
  const focusWhenReady = useRef(false);
  const storage = `draft:${draftKey}:${kind}`;
  const isNote = kind === "note";
  const more = !isNote && Boolean(closes || waits);
  const ready = useCallback((handle: EditorHandle) => {
    editor.current = handle;
    if (focusWhenReady.current) handle.focus();
    focusWhenReady.current = false;
  }, []);
  useImperativeHandle(ref, () => ({
    write: (wanted) => {
      if (wanted === kind) return editor.current?.focus();
      focusWhenReady.current = true;
      setKind(wanted);
    },
  }));
  useEffect(() => () => onDoing("viewing"), [onDoing]);

  const begun = isNote ? "" : opening;
  const isBlank = (html: string) => html === "" || (begun !== "" && wordsIn(html) === wordsIn(begun));
  const keep = (html: string) => {
    const blank = isBlank(html);
    if (blank) localStorage.removeItem(storage);
    else localStorage.setItem(storage, html);
    onDoing(blank ? "viewing" : isNote ? "noting" : "replying");
  };
  const submit = async (state?: string) => {
    if (busy || !editor.current) return;
    if ((editor.current.isEmpty() || isBlank(editor.current.html())) && files.length === 0) return;
    setBusy(true);
    setFault(null);
    const sent = files.map(({ id: _, size: __, ...file }) => file);
    const outcome = await onSubmit({ kind, html: editor.current.html(), files: sent, state }).catch(
      (): Outcome => ({ ok: false, message: t("failed") }),
    );
    setBusy(false);
    if (!outcome.ok) return setFault(outcome.message);
    editor.current.clear();
    if (begun !== "") editor.current.set(begun);
    setFiles([]);
    localStorage.removeItem(storage);
  };
  const attach = async (list: Iterable<File>) => {
    for (const file of list) {
      if (file.size > MAX_FILE) setFault(t("tooLarge", { name: file.name }));
      else {
        const read = { filename: file.name, contentType: file.type || "application/octet-stream", base64: await base64Of(file) };
        setFiles((before) => [...before, { ...read, id: crypto.randomUUID(), size: file.size }]);
      }
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className={clsx("rounded-lg border shadow-float", isNote ? "border-note-line bg-note" : "border-line-strong bg-raised")}
    >
      <div className="flex items-center gap-1 px-2 pt-2">
        <fieldset className="flex gap-0.5">
          <legend className="sr-only">{t("mode")}</legend>
          {canReply && <Mode icon={Send} label={t("reply")} active={!isNote} onChoose={() => setKind("reply")} />}
          {canNote && <Mode icon={Lock} label={t("note")} active={isNote} onChoose={() => setKind("note")} />}
        </fieldset>
        <span className="min-w-0 flex-1 truncate px-2 text-right text-xs text-muted">{isNote && t("onlyColleagues")}</span>
      </div>
      {!isNote && strip}
      <Editor
        key={storage}
        label={t("message")}
        initial={typeof window === "undefined" ? "" : (localStorage.getItem(storage) ?? begun)}
        placeholder={isNote ? t("notePlaceholder") : t("replyPlaceholder", { name: customer })}
        onReady={ready}
        onChange={keep}
        onSubmit={() => void submit()}
        onFiles={(pasted) => void attach(pasted)}
        disabled={busy}
      />
      {!isNote && signature !== "" && (
        <section
          aria-label={t("signature")}
          title={t("signature")}
          className="mx-3.5 mb-2 max-h-16 overflow-y-auto border-l-2 border-line pl-2"
        >
          <p className="text-xs whitespace-pre-line text-faint [overflow-wrap:anywhere]">{signature}</p>
        </section>
      )}
      {!isNote && leftOut.length > 0 && <p className="mx-3.5 mb-2 text-xs text-warn">{t("leftOut", { names: leftOut.join(", ") })}</p>}
      {files.length > 0 && (
        <ul className="flex flex-wrap gap-1.5 px-3 pb-2">
          {files.map((file) => (
            <li key={file.id} className="max-w-full">
              <AttachmentChip
                name={file.filename}
                contentType={file.contentType}
                size={file.size}
                onRemove={() => setFiles(files.filter((other) => other !== file))}
              />
            </li>
          ))}
        </ul>
      )}
      {fault && (
        <p role="alert" className="mx-3 mb-2 rounded-md bg-bad-soft px-3 py-1.5 text-sm text-bad">
          {fault}
        </p>
      )}
      <div className="flex items-center gap-2 border-t border-line px-2 py-2">
        <label className="inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-md px-2 text-sm text-muted focus-within:outline-2 focus-within:outline-accent hover:bg-hover hover:text-text">
          <Paperclip className="size-3.5" aria-hidden />
          <span className="sr-only sm:not-sr-only">{t("attach")}</span>
          <input
            type="file"
            multiple
            className="sr-only"
            onChange={(event) => {
              const input = event.target;
              void attach([...(input.files ?? [])]).finally(() => {
                input.value = "";
              });
            }}
          />
        </label>
        {beside}
        <span className="ml-auto inline-flex">
          <Button type="submit" kind={isNote ? "note" : "primary"} busy={busy} className={clsx(more && "rounded-r-none")}>
            {isNote ? <Lock aria-hidden /> : <Send aria-hidden />}
            {isNote ? t("saveNote") : t("sendToCustomer")}
          </Button>
          {more && (
            <Menu
              align="end"
              side="top"
              trigger={
                <Button
                  kind="primary"
                  aria-label={t("sendAnd")}
                  title={t("sendAnd")}
                  disabled={busy}
                  className="rounded-l-none border-l border-l-on-accent/30 px-2!"
                >
                  <ChevronDown aria-hidden />
                </Button>
              }
            >
              {closes && (
                <MenuItem icon={<CircleCheck aria-hidden />} onSelect={() => void submit(closes)}>
                  {t("sendAndClose")}
                </MenuItem>
              )}
              {waits && (
                <MenuItem icon={<CirclePause aria-hidden />} onSelect={() => void submit(waits)}>
                  {t("sendAndWait")}
                </MenuItem>
              )}
            </Menu>
          )}
        </span>
      </div>
    </form>
  );
}

function Mode({ icon: Icon, label, active, onChoose }: { icon: typeof Send; label: string; active: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onChoose}
      className={clsx(
        "inline-flex h-7 items-center gap-1.5 rounded-md px-2.5 text-sm",
        active ? "bg-surface font-semibold shadow-sm ring-1 ring-line-strong" : "text-muted hover:bg-hover",
      )}
    >
      <Icon className="size-3.5" aria-hidden /> {label}
    </button>
  );
}

/** What is read of HTML that our editor made. */
const wordsIn = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.readAsDataURL(file);
  });
