import clsx from "clsx";
import type { ComponentProps } from "react";

/** Scrolls sideways by itself on a phone; say with `caption` what it is. */
export function Table({ caption, className, children, ...rest }: ComponentProps<"table"> & { caption: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className={clsx("w-full border-collapse text-sm", className)} {...rest}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export const Th = ({ className, ...rest }: ComponentProps<"th">) => (
  <th
    scope="col"
    className={clsx("h-8 border-b border-line px-3 text-left text-xs font-medium whitespace-nowrap text-faint", className)}
    {...rest}
  />
);

export const Td = ({ className, ...rest }: ComponentProps<"td">) => (
  <td className={clsx("h-9 border-t border-line px-3 py-1.5 align-middle in-[tr:first-child]:border-t-0", className)} {...rest} />
);
