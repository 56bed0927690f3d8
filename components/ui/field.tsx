import clsx from "clsx";
import { type ComponentProps, useId } from "react";

type FieldProps = ComponentProps<"input"> & { label: string; hint?: string; error?: string };

export function Field({ label, hint, error, id, className, ...rest }: FieldProps) {
  const made = useId();
  const inputId = id ?? made;
  const about = error ? `${inputId}-error` : hint ? `${inputId}-hint` : undefined;
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <label htmlFor={inputId} className="text-[13px] font-medium">
        {label}
      </label>
      <input
        id={inputId}
        aria-describedby={about}
        aria-invalid={error ? true : undefined}
        className="h-9 rounded-md border border-line-strong bg-surface px-3 text-[14px] placeholder:text-faint aria-invalid:border-bad"
        {...rest}
      />
      {error ? (
        <p id={`${inputId}-error`} className="text-xs text-bad">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${inputId}-hint`} className="text-xs text-faint">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
