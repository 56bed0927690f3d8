import clsx from "clsx";
import { LoaderCircle } from "lucide-react";

/** Something is under way. With a label it says so itself; without, whatever it sits in does. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role={label ? "status" : undefined} className="inline-flex">
      <LoaderCircle className={clsx("size-4 animate-spin", className)} aria-hidden />
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
