"use client";

import { Copy, Inbox, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine, MenuMore, MenuRadio } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { ListSkeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { Tip } from "@/components/ui/tooltip";
import { Group, Row } from "./group";

export function Overlays() {
  const toast = useToast();
  const [chosen, choose] = useState("a");
  const [checked, check] = useState(true);
  return (
    <Group title="What lies above, what is not there">
      <Row title="Menu">
        <Menu trigger={<Button>Menu</Button>}>
          <MenuLabel>A label</MenuLabel>
          <MenuItem icon={<Pencil aria-hidden />} shortcut="e">
            Edit
          </MenuItem>
          <MenuItem icon={<Copy aria-hidden />} disabled>
            Disabled
          </MenuItem>
          <MenuMore label="More">
            <MenuItem>Inside</MenuItem>
          </MenuMore>
          <MenuLine />
          <MenuCheck checked={checked} onChange={check}>
            On or off
          </MenuCheck>
          <MenuRadio
            value={chosen}
            onChange={choose}
            options={[
              { value: "a", label: "This one" },
              { value: "b", label: "Or that one" },
            ]}
          />
          <MenuLine />
          <MenuItem icon={<Trash2 aria-hidden />} danger>
            Remove
          </MenuItem>
        </Menu>
        <Popover label="A popover" trigger={<Button>Popover</Button>}>
          <p>A small surface beside what opened it.</p>
        </Popover>
        <Tip text="Never the only place of something important" shortcut="t">
          <Button>Tooltip</Button>
        </Tip>
        <Dialog
          title="A dialog"
          text="Holds the focus, gives it back, closes with Escape."
          trigger={<Button>Dialog</Button>}
          footer={
            <DialogClose>
              <Button kind="primary">Done</Button>
            </DialogClose>
          }
        >
          <p className="text-sm">Its content scrolls when it is long.</p>
        </Dialog>
      </Row>
      <Row title="Toast">
        <Button onClick={() => toast({ title: "Saved" })}>Plain</Button>
        <Button onClick={() => toast({ title: "Sent", text: "It is on its way.", tone: "good" })}>Good</Button>
        <Button onClick={() => toast({ title: "Not saved", text: "Try again.", tone: "bad" })}>Bad</Button>
        <Button onClick={() => toast({ title: "Closed", action: { label: "Undo", run: () => undefined } })}>With an action</Button>
      </Row>
      <Row title="Empty">
        <div className="w-full rounded-lg border border-line bg-surface">
          <EmptyState icon={<Inbox />} title="Nothing to do here" action={<Button>What to do next</Button>}>
            New requests appear by themselves.
          </EmptyState>
        </div>
      </Row>
      <Row title="Loading">
        <div className="w-full rounded-lg border border-line bg-surface">
          <ListSkeleton rows={3} label="Loading" />
        </div>
      </Row>
    </Group>
  );
}
