import { CircleCheck, CircleDashed, CircleSlash, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

const LOOKS = {
  active: { tone: "accent", icon: <CircleDashed aria-hidden /> },
  completed: { tone: "good", icon: <CircleCheck aria-hidden /> },
  failed: { tone: "bad", icon: <CircleX aria-hidden /> },
  cancelled: { tone: "plain", icon: <CircleSlash aria-hidden /> },
} as const;

export function RunStatus({ status }: { status: keyof typeof LOOKS }) {
  const t = useTranslations("work");
  return (
    <Badge tone={LOOKS[status].tone} icon={LOOKS[status].icon}>
      {t(`status_${status}`)}
    </Badge>
  );
}
