import clsx from "clsx";
import { PRODUCT } from "@/lib/product";

/** The product's mark and name. */
export function Logo({ large = false, nameClass }: { large?: boolean; nameClass?: string }) {
  return (
    <span className={clsx("inline-flex items-center font-semibold tracking-tight", large ? "gap-2.5 text-xl" : "gap-2 text-base")}>
      <span
        aria-hidden
        className={clsx(
          "inline-flex shrink-0 items-center justify-center bg-accent font-bold text-on-accent",
          large ? "size-8 rounded-lg text-base" : "size-5 rounded text-2xs",
        )}
      >
        O
      </span>
      <span className={nameClass}>{PRODUCT.name}</span>
    </span>
  );
}
