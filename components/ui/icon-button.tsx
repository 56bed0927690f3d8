"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  icon: ReactNode;
  shortcut?: string;
  pressed?: boolean;
  size?: "sm" | "md" | "lg";
};

const SIZES = { sm: "size-6 [&_svg]:size-3.5", md: "size-7 [&_svg]:size-4", lg: "size-10 [&_svg]:size-5" };

/** A picture that acts: its name is read aloud and shown on hover and focus. */
export function IconButton({ label, icon, shortcut, pressed, size = "md", className, type = "button", ...rest }: IconButtonProps) {
  return (
    <Tip text={label} shortcut={shortcut}>
      <button
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={clsx(
          "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-text disabled:cursor-not-allowed disabled:opacity-45 data-[state=open]:bg-hover data-[state=open]:text-text",
          pressed && "bg-pressed text-text",
          SIZES[size],
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tip>
  );
}
