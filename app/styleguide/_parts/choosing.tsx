"use client";

import { Moon, Sun } from "lucide-react";
import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Table, Td, Th } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { Group, Row } from "./group";

export function Choosing() {
  const [value, setValue] = useState<"light" | "dark">("light");
  const options = [
    { value: "light", label: "Light", icon: <Sun aria-hidden /> },
    { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  ] as const;
  return (
    <Group title="Choosing and tables">
      <Row title="Segmented">
        <Segmented label="Words" value={value} onChange={setValue} options={options} />
        <Segmented label="Icons" value={value} onChange={setValue} options={options} iconsOnly />
      </Row>
      <Row title="Tabs">
        <Tabs
          label="Tabs"
          className="w-full"
          tabs={[
            { value: "one", label: "One", content: <p className="text-sm">The first.</p> },
            { value: "two", label: "Two", count: 12, content: <p className="text-sm">The second.</p> },
          ]}
        />
      </Row>
      <Row title="Table">
        <Table caption="A table">
          <thead>
            <tr>
              <Th>Queue</Th>
              <Th>Address</Th>
              <Th className="text-right">Open</Th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <Td>Support</Td>
              <Td>support@demo.example</Td>
              <Td className="text-right tabular-nums">12</Td>
            </tr>
            <tr>
              <Td>Billing</Td>
              <Td>billing@demo.example</Td>
              <Td className="text-right tabular-nums">3</Td>
            </tr>
          </tbody>
        </Table>
      </Row>
    </Group>
  );
}
