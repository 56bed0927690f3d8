"use client";

import clsx from "clsx";
import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";

type SegmentedProps<V extends string> = {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string; icon?: ReactNode }[];
  iconsOnly?: boolean;
  className?: string;
};

/** One of a few, all in view. */
export function Segmented<V extends string>({ label, value, onChange, options, iconsOnly = false, className }: SegmentedProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => chosen && onChange(chosen as V)}
      className={clsx("inline-flex rounded-lg border border-line bg-canvas p-0.5", className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          aria-label={iconsOnly ? option.label : undefined}
          title={iconsOnly ? option.label : undefined}
          className={clsx(
            "inline-flex h-6.5 flex-1 items-center justify-center gap-1.5 rounded-md px-2.5 text-sm font-medium text-muted transition-colors duration-100 hover:text-text max-sm:h-9 [&_svg]:size-3.5",
            "data-[state=on]:bg-raised data-[state=on]:text-text data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)]",
          )}
        >
          {option.icon}
          {!iconsOnly && option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
