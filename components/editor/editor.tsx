"use client";

import Link from "@tiptap/extension-link";
import Placeholder from "@tiptap/extension-placeholder";
import { type Editor as TipTap, EditorContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import clsx from "clsx";
import { Bold, Code, Italic, List, ListOrdered, type LucideIcon, Quote } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

export type EditorHandle = { html: () => string; isEmpty: () => boolean; clear: () => void; focus: () => void };

type EditorProps = {
  initial: string;
  placeholder: string;
  label: string;
  onReady: (handle: EditorHandle) => void;
  onChange: (html: string) => void;
  onSubmit: () => void;
};

/** Rich text for answers and notes. Ctrl or Cmd with Enter submits. */
export function Editor({ initial, placeholder, label, onReady, onChange, onSubmit }: EditorProps) {
  const submit = useRef(onSubmit);
  useEffect(() => {
    submit.current = onSubmit;
  });
  const editor = useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: true,
    extensions: [StarterKit.configure({ link: false, heading: { levels: [2, 3] } }), Link.configure({ openOnClick: false }), Placeholder.configure({ placeholder })],
    content: initial,
    editorProps: {
      attributes: { "aria-label": label, role: "textbox", "aria-multiline": "true", class: "written" },
      handleKeyDown: (_view, event) => {
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return false;
        submit.current();
        return true;
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? "" : changed.getHTML()),
  });

  useEffect(() => {
    if (editor) onReady({ html: () => editor.getHTML(), isEmpty: () => editor.isEmpty, clear: () => editor.commands.clearContent(true), focus: () => editor.commands.focus() });
  }, [editor, onReady]);

  return (
    <div>
      <EditorContent editor={editor} className="max-h-[45vh] overflow-y-auto px-3 py-2" />
      {editor && <Toolbar editor={editor} />}
    </div>
  );
}

function Toolbar({ editor }: { editor: TipTap }) {
  const t = useTranslations("composer");
  const tools: [string, LucideIcon, boolean, () => void][] = [
    [t("bold"), Bold, editor.isActive("bold"), () => editor.chain().focus().toggleBold().run()],
    [t("italic"), Italic, editor.isActive("italic"), () => editor.chain().focus().toggleItalic().run()],
    [t("bulletList"), List, editor.isActive("bulletList"), () => editor.chain().focus().toggleBulletList().run()],
    [t("numberedList"), ListOrdered, editor.isActive("orderedList"), () => editor.chain().focus().toggleOrderedList().run()],
    [t("quote"), Quote, editor.isActive("blockquote"), () => editor.chain().focus().toggleBlockquote().run()],
    [t("code"), Code, editor.isActive("codeBlock"), () => editor.chain().focus().toggleCodeBlock().run()],
  ];
  return (
    <div role="toolbar" aria-label={t("formatting")} className="flex gap-0.5 px-2 pb-1">
      {tools.map(([name, Icon, active, run]) => (
        <button key={name} type="button" aria-label={name} aria-pressed={active} title={name} onClick={run} className={clsx("inline-flex size-7 items-center justify-center rounded text-muted hover:bg-hover hover:text-text", active && "bg-hover text-text")}>
          <Icon className="size-3.5" aria-hidden />
        </button>
      ))}
    </div>
  );
}
