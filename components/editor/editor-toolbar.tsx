"use client";

import { type Editor, useEditorState } from "@tiptap/react";
import {
  Bold,
  Code,
  Columns3,
  Heading2,
  Heading3,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Rows3,
  Strikethrough,
  Table,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Toolbar } from "radix-ui";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { Tip } from "../ui/tooltip";

const look =
  "inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-text aria-pressed:bg-pressed aria-pressed:text-text data-[state=open]:bg-hover [&_svg]:size-3.5";

type Mark = "bold" | "italic" | "strike" | "bulletList" | "orderedList" | "blockquote" | "codeBlock";
type Tool = {
  mark: Mark;
  word: "bold" | "italic" | "strike" | "bulletList" | "numberedList" | "quote" | "code";
  icon: LucideIcon;
  keys?: string;
  run: (editor: Editor) => void;
};

const TOOLS: Tool[] = [
  { mark: "bold", word: "bold", icon: Bold, keys: "Ctrl B", run: (editor) => editor.chain().focus().toggleBold().run() },
  { mark: "italic", word: "italic", icon: Italic, keys: "Ctrl I", run: (editor) => editor.chain().focus().toggleItalic().run() },
  { mark: "strike", word: "strike", icon: Strikethrough, run: (editor) => editor.chain().focus().toggleStrike().run() },
  { mark: "bulletList", word: "bulletList", icon: List, run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { mark: "orderedList", word: "numberedList", icon: ListOrdered, run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { mark: "blockquote", word: "quote", icon: Quote, run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { mark: "codeBlock", word: "code", icon: Code, run: (editor) => editor.chain().focus().toggleCodeBlock().run() },
];

type ArticleTool = Omit<Tool, "mark" | "word"> & {
  word: "heading2" | "heading3" | "table" | "addRow" | "addColumn" | "deleteTable";
  isActive?: (editor: Editor) => boolean;
  inTable?: boolean;
};

const ARTICLE_TOOLS: ArticleTool[] = [
  {
    ...{ word: "heading2", icon: Heading2, isActive: (editor) => editor.isActive("heading", { level: 2 }) },
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    ...{ word: "heading3", icon: Heading3, isActive: (editor) => editor.isActive("heading", { level: 3 }) },
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  { word: "table", icon: Table, run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run() },
  { word: "addRow", icon: Rows3, inTable: true, run: (editor) => editor.chain().focus().addRowAfter().run() },
  { word: "addColumn", icon: Columns3, inTable: true, run: (editor) => editor.chain().focus().addColumnAfter().run() },
  { word: "deleteTable", icon: Trash2, inTable: true, run: (editor) => editor.chain().focus().deleteTable().run() },
];

/** One stop for Tab; arrows move within. */
export function EditorToolbar({ editor, article = false }: { editor: Editor; article?: boolean }) {
  const t = useTranslations("composer");
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      Object.fromEntries(["link", ...TOOLS.map((tool) => tool.mark)].map((mark) => [mark, now.isActive(mark)])),
  });
  return (
    <Toolbar.Root aria-label={t("formatting")} className="flex gap-0.5 overflow-x-auto">
      {TOOLS.map(({ mark, word, icon: Icon, keys, run }) => (
        <Tip key={mark} text={t(word)} shortcut={keys} side="top">
          <Toolbar.Button aria-label={t(word)} aria-pressed={active[mark]} onClick={() => run(editor)} className={look}>
            <Icon aria-hidden />
          </Toolbar.Button>
        </Tip>
      ))}
      <LinkTool editor={editor} active={active.link ?? false} />
      {article && <ArticleTools editor={editor} />}
    </Toolbar.Root>
  );
}

function ArticleTools({ editor }: { editor: Editor }) {
  const t = useTranslations("composer");
  const now = useEditorState({
    editor,
    selector: ({ editor: state }) => ({
      table: state.isActive("table"),
      pressed: ARTICLE_TOOLS.filter((tool) => tool.isActive?.(state)).map((tool) => tool.word),
    }),
  });
  return ARTICLE_TOOLS.filter((tool) => !tool.inTable || now.table).map(({ word, icon: Icon, isActive, run }) => (
    <Tip key={word} text={t(word)} side="top">
      <Toolbar.Button
        aria-label={t(word)}
        aria-pressed={isActive ? now.pressed.includes(word) : undefined}
        onClick={() => run(editor)}
        className={look}
      >
        <Icon aria-hidden />
      </Toolbar.Button>
    </Tip>
  ));
}

function LinkTool({ editor, active }: { editor: Editor; active: boolean }) {
  const t = useTranslations("composer");
  const [open, setOpen] = useState(false);
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const href = String(new FormData(event.currentTarget).get("href")).trim();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && !active)
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href: absolute(href) } }] }).run();
    else chain.setLink({ href: absolute(href) }).run();
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("link")}
      side="top"
      trigger={
        <Toolbar.Button aria-label={t("link")} aria-pressed={active} title={t("link")} className={look}>
          <Link2 aria-hidden />
        </Toolbar.Button>
      }
    >
      <form onSubmit={apply} className="flex gap-2">
        <input
          name="href"
          aria-label={t("linkAddress")}
          placeholder="https://"
          defaultValue={editor.getAttributes("link").href ?? ""}
          className="h-8 min-w-0 flex-1 rounded-md border border-control/70 bg-surface px-2 text-sm"
        />
        <Button type="submit">{t("linkApply")}</Button>
      </form>
    </Popover>
  );
}

const absolute = (href: string): string =>
  /^(https?:|mailto:|tel:)/i.test(href) ? href : href.includes("@") && !href.includes("/") ? `mailto:${href}` : `https://${href}`;
