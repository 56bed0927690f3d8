import clsx from "clsx";
import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { Spinner } from "./spinner";

const KINDS = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border-line-strong bg-raised text-text hover:bg-hover",
  quiet: "border-transparent bg-transparent text-muted hover:bg-hover hover:text-text",
  danger: "border-transparent bg-bad-solid text-white hover:brightness-95",
  note: "border-transparent bg-note-solid text-on-note hover:bg-note-solid-hover",
};

const SIZES = { sm: "h-7 gap-1 px-2 text-xs", md: "h-8 gap-1.5 px-3 text-sm", lg: "h-10 gap-2 px-4 text-base" };

export type ButtonKind = keyof typeof KINDS;
export type ButtonSize = keyof typeof SIZES;

/** For links that look like buttons: `<Link className={buttonClass("primary")}>`. */
export const buttonClass = (kind: ButtonKind = "plain", size: ButtonSize = "md", className?: string): string =>
  clsx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium transition-colors duration-100",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-default [&_svg]:size-[1.15em] [&_svg]:shrink-0",
    KINDS[kind],
    SIZES[size],
    className,
  );

export type ButtonProps = ComponentProps<"button"> & { kind?: ButtonKind; size?: ButtonSize; busy?: boolean; asChild?: boolean };

/** A busy button keeps its focus and its words, and does nothing. */
export function Button({ kind, size, busy = false, asChild = false, className, type = "button", children, ...rest }: ButtonProps) {
  if (asChild) {
    return (
      <Slot.Root className={buttonClass(kind, size, className)} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  const held = busy ? { "aria-busy": true, "aria-disabled": true, onClick: (event: MouseEvent) => event.preventDefault() } : {};
  return (
    <button type={type} className={buttonClass(kind, size, className)} {...rest} {...held}>
      {busy && <Spinner />}
      {children}
    </button>
  );
}
