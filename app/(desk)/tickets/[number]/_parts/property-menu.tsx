"use client";

import { type ReactNode, useState } from "react";
import { Menu, MenuRadio } from "@/components/ui/menu";

type PropertyMenuProps = {
  label: string;
  value: string;
  shown: ReactNode;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
  disabled: boolean;
  onChange: (value: string) => void;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** A value of the ticket, changed where it stands. Whoever may not change it reads it. */
export function PropertyMenu({ label, value, shown, options, disabled, onChange, open, onOpenChange }: PropertyMenuProps) {
  const [own, setOwn] = useState(false);
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="min-w-0">
        {disabled ? (
          <span className="flex h-8 min-w-0 items-center gap-2 px-2 text-sm">{shown}</span>
        ) : (
          <Menu
            align="start"
            open={open ?? own}
            onOpenChange={onOpenChange ?? setOwn}
            trigger={
              <button
                type="button"
                className="flex h-8 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left text-sm transition-colors duration-100 hover:bg-hover data-[state=open]:bg-hover max-sm:h-10"
              >
                <span className="sr-only">{label}: </span>
                {shown}
              </button>
            }
          >
            <MenuRadio value={value} onChange={onChange} options={options} />
          </Menu>
        )}
      </dd>
    </div>
  );
}
