"use client";

import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Kbd } from "./kbd";

const surface =
  "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-float overflow-y-auto rounded-lg bg-raised p-1 text-sm shadow-float";
const line =
  "flex min-h-7 cursor-default select-none items-center gap-2 rounded-md px-2 outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover max-sm:min-h-10 [&_svg]:size-3.5 [&_svg]:shrink-0";

/** A menu below what opens it. Inside go MenuItem, MenuRadio, MenuLabel, MenuLine and MenuMore. */
export function Menu({
  trigger,
  align = "start",
  side = "bottom",
  children,
  ...rest
}: { trigger: ReactNode; children: ReactNode } & Pick<ComponentProps<typeof DropdownMenu.Content>, "align" | "side"> &
  Pick<ComponentProps<typeof DropdownMenu.Root>, "open" | "onOpenChange">) {
  return (
    <DropdownMenu.Root {...rest}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} side={side} sideOffset={4} collisionPadding={8} loop className={surface}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = ComponentProps<typeof DropdownMenu.Item> & { icon?: ReactNode; shortcut?: string; danger?: boolean };

export function MenuItem({ icon, shortcut, danger = false, className, children, asChild, ...rest }: ItemProps) {
  if (asChild) {
    return (
      <DropdownMenu.Item asChild className={clsx(line, className)} {...rest}>
        {children}
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item className={clsx(line, danger ? "text-bad" : "[&>svg]:text-faint", className)} {...rest}>
      {icon}
      <span className="flex-1 truncate">{children}</span>
      {shortcut && <Kbd keys={shortcut} className="ml-4" />}
    </DropdownMenu.Item>
  );
}

/** One of several: `options` with the chosen one ticked. */
export function MenuRadio({
  value,
  onChange,
  options,
}: {
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={line}>
          {option.icon}
          <span className="flex-1 truncate">{option.label}</span>
          <DropdownMenu.ItemIndicator>
            <Check className="text-accent" aria-hidden />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

/** On or off. */
export function MenuCheck({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.CheckboxItem checked={checked} onCheckedChange={onChange} className={line}>
      <span className="flex-1 truncate">{children}</span>
      <DropdownMenu.ItemIndicator>
        <Check className="text-accent" aria-hidden />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
  );
}

/** A menu in a menu. */
export function MenuMore({ icon, label, children }: { icon?: ReactNode; label: string; children: ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={clsx(line, "data-[state=open]:bg-hover [&>svg]:text-faint")}>
        {icon}
        <span className="flex-1 truncate">{label}</span>
        <ChevronRight className="text-faint" aria-hidden />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent sideOffset={4} collisionPadding={8} className={surface}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-xs font-medium text-faint">{children}</DropdownMenu.Label>
);

export const MenuLine = () => <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
