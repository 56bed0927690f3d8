"use client";

import { Bell, Plus, Send, Trash2 } from "lucide-react";
import { Button, type ButtonKind } from "@/components/ui/button";
import { Checkbox, Switch } from "@/components/ui/checkbox";
import { Field, TextArea } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Select, SelectField } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { Group, Row } from "./group";

const KINDS: ButtonKind[] = ["primary", "plain", "quiet", "danger", "note"];
const OPTIONS = [
  { value: "a", label: "First" },
  { value: "b", label: "Second" },
  { value: "c", label: "Not to be had", disabled: true },
];

export const Controls = () => (
  <Group title="Controls">
    <Row title="Button">
      {KINDS.map((kind) => (
        <Button key={kind} kind={kind}>
          {kind}
        </Button>
      ))}
    </Row>
    <Row title="Disabled">
      {KINDS.map((kind) => (
        <Button key={kind} kind={kind} disabled>
          {kind}
        </Button>
      ))}
    </Row>
    <Row title="Busy">
      {KINDS.map((kind) => (
        <Button key={kind} kind={kind} busy>
          {kind}
        </Button>
      ))}
    </Row>
    <Row title="Size and icon">
      <Button size="sm">
        <Plus aria-hidden /> small
      </Button>
      <Button>
        <Plus aria-hidden /> medium
      </Button>
      <Button size="lg" kind="primary">
        <Send aria-hidden /> large
      </Button>
    </Row>
    <Row title="Icon button">
      <IconButton size="sm" label="Small" icon={<Bell aria-hidden />} />
      <IconButton label="With a shortcut" shortcut="b" icon={<Bell aria-hidden />} />
      <IconButton label="Pressed" pressed icon={<Bell aria-hidden />} />
      <IconButton label="Disabled" disabled icon={<Trash2 aria-hidden />} />
      <IconButton size="lg" label="Large" icon={<Bell aria-hidden />} />
    </Row>
    <Row title="Field">
      <div className="grid w-full gap-4 sm:grid-cols-2">
        <Field label="Plain" name="plain" placeholder="Placeholder" />
        <Field label="With a hint" optional="optional" hint="What it is for." name="hint" />
        <Field label="Faulty" defaultValue="nobody" error="This is no mail address." name="faulty" />
        <Field label="Disabled" defaultValue="as it is" disabled name="disabled" />
        <TextArea label="Several lines" name="lines" defaultValue={"One\nTwo"} />
        <SelectField label="One of several" name="select" options={OPTIONS} />
      </div>
    </Row>
    <Row title="Quiet select">
      <Select label="Quiet" options={OPTIONS} />
      <Select label="Quiet, disabled" options={OPTIONS} disabled />
    </Row>
    <Row title="Yes or no">
      <Checkbox label="Checkbox" defaultChecked />
      <Checkbox label="Empty" hint="With a hint" />
      <Checkbox label="Disabled" disabled />
      <Switch label="Switch" defaultChecked />
      <Switch label="Off" />
      <Switch label="Disabled" disabled />
    </Row>
    <Row title="Keys, spinner">
      <Kbd keys="Ctrl Enter" />
      <Kbd keys="?" />
      <Spinner label="Something is under way" />
    </Row>
  </Group>
);
