import type { ReactNode } from "react";

/** A page of the desk that is neither list nor ticket: a heading that stays, a column to read below it. */
export function Page({ title, text, aside, children }: { title: string; text?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <h1 className="truncate text-base">{title}</h1>
        {aside}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 lg:px-8">
        <div className="mx-auto flex max-w-2xl flex-col gap-5">
          {text && <p className="text-sm text-muted">{text}</p>}
          {children}
        </div>
      </div>
    </div>
  );
}
