import type { ReactNode } from "react";

/** A screen of the administration: a heading that stays, what it is for, and its things below. */
export function AdminPage({ title, text, aside, children }: { title: string; text: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-12 shrink-0 items-center justify-between gap-3 border-b border-line px-4 lg:px-6">
        <h1 className="truncate text-base">{title}</h1>
        {aside}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-4xl flex-col gap-5 p-4 lg:p-6">
          <p className="text-sm text-muted">{text}</p>
          {children}
        </div>
      </div>
    </div>
  );
}
