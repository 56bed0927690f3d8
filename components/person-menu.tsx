"use client";

import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { LOCALE_NAMES, LOCALES } from "./locales";
import { chooseLocale, chooseTheme, chosenTheme, type Theme } from "./theme";
import { Menu, MenuItem, MenuLabel, MenuLine, MenuRadio } from "./ui/menu";

const THEME_ICONS = { light: Sun, dark: Moon, system: Monitor };

/** What belongs to the reader: how it looks, which language, the way out. `children` are further items. */
export function PersonMenu({
  trigger,
  side,
  align,
  children,
}: {
  trigger: ReactNode;
  side?: "top" | "bottom";
  align?: "start" | "end";
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState<Theme>("system");
  const themes = (["system", "light", "dark"] as const).map((value) => {
    const Icon = THEME_ICONS[value];
    return { value, label: t(value), icon: <Icon className="text-faint" aria-hidden /> };
  });
  return (
    <Menu trigger={trigger} side={side} align={align} onOpenChange={(open) => open && setTheme(chosenTheme())}>
      {children}
      <MenuLabel>{t("theme")}</MenuLabel>
      <MenuRadio
        value={theme}
        onChange={(wanted) => {
          setTheme(wanted as Theme);
          chooseTheme(wanted as Theme);
        }}
        options={themes}
      />
      <MenuLabel>{t("language")}</MenuLabel>
      <MenuRadio
        value={locale}
        onChange={(wanted) => {
          chooseLocale(wanted);
          router.refresh();
        }}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      />
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut({ callbackUrl: "/sign-in" })}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}
