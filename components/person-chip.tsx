import clsx from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar, type Presence } from "./ui/avatar";

type PersonChipProps = { name: string; detail?: string; presence?: Presence; onRemove?: () => void; className?: string };

/** A person by face and name; `detail` says the address, or why he is here. */
export function PersonChip({ name, detail, presence, onRemove, className }: PersonChipProps) {
  const t = useTranslations("common");
  return (
    <span
      className={clsx(
        "inline-flex h-6 max-w-full items-center gap-1.5 rounded-full bg-hover pr-2.5 pl-0.5 text-xs",
        onRemove && "pr-0.5!",
        className,
      )}
      title={detail}
    >
      <Avatar name={name} size={20} presence={presence} />
      <span className="truncate font-medium">{name}</span>
      {detail && <span className="truncate text-faint">{detail}</span>}
      {onRemove && (
        <button
          type="button"
          onClick={onRemove}
          aria-label={t("remove", { name })}
          className="-my-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-full text-faint hover:bg-pressed hover:text-text"
        >
          <X className="size-3" aria-hidden />
        </button>
      )}
    </span>
  );
}
