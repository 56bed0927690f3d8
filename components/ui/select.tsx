import type { ComponentProps } from "react";

type Option = { value: string; label: string };

/** The browser's own select: it is fast, it works on a phone, and every screen reader knows it. */
export function Select({ label, options, ...rest }: ComponentProps<"select"> & { label: string; options: Option[] }) {
  return (
    <select aria-label={label} className="h-8 w-full rounded-md border border-transparent bg-transparent px-2 text-[13px] hover:border-line-strong hover:bg-hover disabled:opacity-60" {...rest}>
      {options.map((option) => (
        <option key={option.value} value={option.value} className="bg-raised text-text">
          {option.label}
        </option>
      ))}
    </select>
  );
}
