import clsx from "clsx";
import type { ComponentProps } from "react";

const KINDS = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover border-transparent",
  plain: "bg-raised text-text hover:bg-hover border-line-strong",
  quiet: "bg-transparent text-muted hover:bg-hover hover:text-text border-transparent",
  note: "bg-warn text-surface hover:opacity-90 border-transparent",
};

export type ButtonProps = ComponentProps<"button"> & { kind?: keyof typeof KINDS; busy?: boolean };

export function Button({ kind = "plain", busy = false, className, disabled, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx("inline-flex h-8 items-center justify-center gap-1.5 rounded-md border px-3 text-[13px] font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55", KINDS[kind], className)}
      {...rest}
    />
  );
}
