"use client";

import clsx from "clsx";
import { Popover as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

type PopoverProps = { trigger: ReactNode; label: string; children: ReactNode; className?: string } & Pick<
  ComponentProps<typeof Radix.Root>,
  "open" | "onOpenChange"
> &
  Pick<ComponentProps<typeof Radix.Content>, "align" | "side">;

/** A small surface beside what opened it. */
export function Popover({ trigger, label, children, className, open, onOpenChange, align = "start", side }: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={clsx(
            "z-50 w-72 max-w-[calc(100vw-1rem)] animate-float rounded-lg bg-raised p-3 text-sm shadow-float outline-none",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const PopoverClose = ({ children }: { children: ReactNode }) => <Radix.Close asChild>{children}</Radix.Close>;
