import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass, type Labelled, Labelling } from "./field";

export type Option = { value: string; label: string; disabled?: boolean };
type Native = Omit<ComponentProps<"select">, "children"> & { options: readonly Option[] };

/** The browser's own select: fast, good on a phone, known to every screen reader. Here without a visible label, for quiet places. */
export function Select({ label, options, className, ...rest }: Native & { label: string }) {
  return (
    <span className={clsx("relative block", className)}>
      <select
        aria-label={label}
        className="h-7 w-full appearance-none truncate rounded-md bg-transparent pr-7 pl-2 text-sm transition-colors duration-100 hover:bg-hover disabled:cursor-not-allowed disabled:text-muted disabled:hover:bg-transparent"
        {...rest}
      >
        <Options options={options} />
      </select>
      <Arrow />
    </span>
  );
}

/** The same in a form, with its label above. */
export function SelectField({ label, hint, error, optional, id, className, options, ...rest }: Native & Labelled) {
  return (
    <Labelling label={label} hint={hint} error={error} optional={optional} id={id} className={className}>
      {(control) => (
        <span className="relative block">
          <select
            {...control}
            className={clsx(controlClass, "h-9 appearance-none truncate pr-8 pl-3 max-sm:h-10 max-sm:text-lg")}
            {...rest}
          >
            <Options options={options} />
          </select>
          <Arrow />
        </span>
      )}
    </Labelling>
  );
}

const Arrow = () => (
  <ChevronDown className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-faint" aria-hidden />
);

const Options = ({ options }: { options: readonly Option[] }) =>
  options.map((option) => (
    <option key={option.value} value={option.value} disabled={option.disabled} className="bg-raised text-text">
      {option.label}
    </option>
  ));
