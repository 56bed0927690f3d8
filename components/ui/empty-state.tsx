import type { ReactNode } from "react";

type EmptyStateProps = { icon?: ReactNode; title: string; heading?: "h1" | "h2" | "p"; action?: ReactNode; children?: ReactNode };

/** Nothing here: why, and what to do next. */
export function EmptyState({ icon, title, heading: Heading = "p", action, children }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center justify-center px-6 py-14 text-center">
      {icon && (
        <span
          aria-hidden
          className="mb-4 inline-flex size-11 items-center justify-center rounded-xl border border-line bg-raised text-faint [&_svg]:size-5 [&_svg]:stroke-[1.6]"
        >
          {icon}
        </span>
      )}
      <Heading className="text-base font-semibold tracking-tight">{title}</Heading>
      {children && <div className="mt-1 text-sm text-balance text-muted">{children}</div>}
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}
