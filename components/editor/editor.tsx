"use client";

import Link from "@tiptap/extension-link";
import Placeholder from "@tiptap/extension-placeholder";
import { TableKit } from "@tiptap/extension-table";
import { EditorContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { EditorToolbar } from "./editor-toolbar";

export type EditorHandle = {
  html: () => string;
  isEmpty: () => boolean;
  clear: () => void;
  set: (html: string) => void;
  focus: () => void;
};

type EditorProps = {
  initial: string;
  placeholder: string;
  label: string;
  onReady?: (handle: EditorHandle) => void;
  /** Every change; an empty text is the empty string. */
  onChange?: (html: string) => void;
  /** Ctrl or Cmd with Enter. Escape leaves the text, for the single keys. */
  onSubmit?: () => void;
  /** Files pasted or dropped into the text. */
  onFiles?: (files: File[]) => void;
  disabled?: boolean;
  /** Headings and tables too, and room for them: for articles. */
  article?: boolean;
  /** Stands at the right end of the toolbar. */
  beside?: ReactNode;
  className?: string;
};

/** Rich text for answers, notes and articles. */
export function Editor({
  initial,
  placeholder,
  label,
  onReady,
  onChange,
  onSubmit,
  onFiles,
  disabled = false,
  article = false,
  beside,
  className,
}: EditorProps) {
  const heard = useRef({ onChange, onSubmit, onFiles });
  useEffect(() => {
    heard.current = { onChange, onSubmit, onFiles };
  });
  const take = (list: FileList | undefined | null): boolean => {
    if (!list?.length || !heard.current.onFiles) return false;
    heard.current.onFiles([...list]);
    return true;
  };
  const editor = useEditor({
    immediatelyRender: false,
    extensions: [
      StarterKit.configure({ link: false, heading: { levels: [2, 3] } }),
      Link.configure({ openOnClick: false, defaultProtocol: "https" }),
      Placeholder.configure({ placeholder }),
      ...(article ? [TableKit.configure({ table: { resizable: false } })] : []),
    ],
    content: initial,
    editorProps: {
      attributes: { "aria-label": label, role: "textbox", "aria-multiline": "true", class: "prose", spellcheck: "true" },
      handleKeyDown: (view, event) => {
        if (event.key === "Escape") {
          view.dom.blur();
          return true;
        }
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || !heard.current.onSubmit) return false;
        heard.current.onSubmit();
        return true;
      },
      handlePaste: (_view, event) => take(event.clipboardData?.files),
      handleDrop: (_view, event) => take((event as DragEvent).dataTransfer?.files),
    },
    onUpdate: ({ editor: changed }) => heard.current.onChange?.(changed.isEmpty ? "" : changed.getHTML()),
  });

  useEffect(() => editor?.setEditable(!disabled, false), [editor, disabled]);
  useEffect(() => {
    if (!editor) return;
    onReady?.({
      html: () => editor.getHTML(),
      isEmpty: () => editor.isEmpty,
      clear: () => editor.commands.clearContent(true),
      set: (html) => editor.commands.setContent(html, { emitUpdate: true }),
      focus: () => editor.commands.focus("end"),
    });
  }, [editor, onReady]);

  if (article) {
    return (
      <div className={clsx("flex flex-col", className)}>
        <div className="sticky top-0 z-10 flex items-center rounded-t-md border-b border-line bg-raised px-2 py-1">
          {editor ? <EditorToolbar editor={editor} article /> : <span className="h-7" />}
        </div>
        <EditorContent editor={editor} className="min-h-96 px-4 py-3" />
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-col">
      <EditorContent editor={editor} className={clsx("max-h-[45vh] min-h-24 overflow-y-auto px-3.5 py-2.5", className)} />
      <div className="flex items-center gap-1 px-2 pb-1.5">
        {editor ? <EditorToolbar editor={editor} /> : <span className="h-7" />}
        {beside && <span className="ml-auto">{beside}</span>}
      </div>
    </div>
  );
}
